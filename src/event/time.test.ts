import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTime, parseDateRange, parseTime } from "./time.ts";

const shown = (time: number | undefined): string | undefined => (time === undefined ? undefined : formatTime(time));

describe("parseTime, default formats", () => {
  // biome-ignore format: table
  test.each([
    ["2024", "2024-01-01T00:00:00.000Z"], ["2024-05", "2024-05-01T00:00:00.000Z"], ["2024-05-06", "2024-05-06T00:00:00.000Z"],
    ["2024-05-06T07", "2024-05-06T07:00:00.000Z"], ["2024-05-06T07:08", "2024-05-06T07:08:00.000Z"],
    ["2024-05-06T", "2024-05-06T00:00:00.000Z"], ["2024-05-06T07:08:09", "2024-05-06T07:08:09.000Z"],
    ["2024-05-06T07:08:09Z", "2024-05-06T07:08:09.000Z"], ["2024-05-06T07:08:09.1Z", "2024-05-06T07:08:09.100Z"],
    ["2024-05-06T07:08:09,123Z", "2024-05-06T07:08:09.123Z"], ["2024-05-06T07:08:09.123456789Z", "2024-05-06T07:08:09.123Z"],
    ["2024-05-06T07:08:09+02:00", "2024-05-06T05:08:09.000Z"], ["2024-05-06T07:08:09.5-0130", "2024-05-06T08:38:09.500Z"],
    ["2024-05-06T07+02", "2024-05-06T05:00:00.000Z"], ["2024-05-06T07:08Z", "2024-05-06T07:08:00.000Z"],
    ["2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z"], ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["1714979289123", "2024-05-06T07:08:09.123Z"], ["-1", "1969-12-31T23:59:59.999Z"], ["0", "1970-01-01T00:00:00.000Z"], ["202", "1970-01-01T00:00:00.202Z"],
  ])("%s", (text, iso) => expect(shown(parseTime(text))).toBe(iso));

  // biome-ignore format: table
  test.each([
    ["2024-05-06 07:08:09", "2024-05-06T07:08:09.000Z"], ["2024/05/06 07:08:09.250", "2024-05-06T07:08:09.250Z"],
    ["2024-05-06 07:08:09 +0200", "2024-05-06T05:08:09.000Z"], ["2024-05-06 07:08:09 UTC", "2024-05-06T07:08:09.000Z"],
    ["Mon, 06 May 2024 07:08:09 GMT", "2024-05-06T07:08:09.000Z"], ["06/May/2024:07:08:09 +0200", "2024-05-06T05:08:09.000Z"],
    ["Mon May 6 07:08:09 2024", "2024-05-06T07:08:09.000Z"], ["20240506T070809Z", "2024-05-06T07:08:09.000Z"],
  ])("%s is read too", (text, iso) => expect(shown(parseTime(text))).toBe(iso));

  // biome-ignore format: table
  test.each([
    "", " ", "abc", "2024-13-01", "2024-00-01", "2024-02-30", "2023-02-29", "2024-1-1", "2024-05-06T24:00:00Z", "2024-05-06T07:60",
    "2024-05-06T07:08:60Z", "2024-05-06T07:08:09.Z", "2024-05-06T07:08:09.1234567890Z", "2024-05-06T07:08:09+25:00", "2024-05-06T07:08:09Zx",
    "2024-05-06T7:08", "1.2.3", "1e3", "0x10", "05/06/2024", "06-05-2024",
  ])("%s is no time", (text) => expect(parseTime(text)).toBeUndefined());

  test("numbers are epoch milliseconds, booleans no time", () => {
    expect([parseTime(1.5), parseTime(-1), parseTime(Number.POSITIVE_INFINITY), parseTime(true)]).toEqual([1.5, -1, undefined, undefined]);
  });

  test("nanoseconds are a fraction", () => {
    expect(parseTime("1970-01-01T00:00:00.123456789Z")).toBeCloseTo(123.456789, 6);
  });

  test("what is printed reads back, and as JavaScript reads it", () => {
    const dates = fc.date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseTime(date.toISOString())).toBe(date.getTime());
        expect(formatTime(date.getTime())).toBe(date.toISOString());
      }),
    );
  });

  test("a time that no date can show is printed as its number", () => expect(formatTime(1e18)).toBe("1000000000000000000"));
});

describe("parseTime, formats of the mapping", () => {
  // biome-ignore format: table
  test.each([
    ["epoch_second", "1714979289", "2024-05-06T07:08:09.000Z"], ["epoch_second", "1714979289.5", "2024-05-06T07:08:09.500Z"],
    ["epoch_millis", "1714979289123", "2024-05-06T07:08:09.123Z"], ["yyyy-MM-dd", "2024-05-06", "2024-05-06T00:00:00.000Z"],
    ["dd-MM-yyyy", "06-05-2024", "2024-05-06T00:00:00.000Z"], ["dd/MM/yyyy HH:mm", "06/05/2024 07:08", "2024-05-06T07:08:00.000Z"],
    ["yyyy-MM-dd HH:mm:ss", "2024-05-06 07:08:09", "2024-05-06T07:08:09.000Z"], ["basic_date", "20240506", "2024-05-06T00:00:00.000Z"],
    ["strict_date_time", "2024-05-06T07:08:09.123Z", "2024-05-06T07:08:09.123Z"], ["date_time_no_millis", "2024-05-06T07:08:09+01:00", "2024-05-06T06:08:09.000Z"],
    ["basic_date_time_no_millis", "20240506T070809Z", "2024-05-06T07:08:09.000Z"], ["strict_ordinal_date", "2024-127", "2024-05-06T00:00:00.000Z"],
    ["strict_year", "2024", "2024-01-01T00:00:00.000Z"], ["MMM d yyyy hh:mm a", "May 6 2024 07:08 PM", "2024-05-06T19:08:00.000Z"],
    ["EEEE, d MMMM yyyy", "Monday, 6 May 2024", "2024-05-06T00:00:00.000Z"], ["yy.M.d", "24.5.6", "2024-05-06T00:00:00.000Z"],
    ["yyyy'T'MM", "2024T05", "2024-05-01T00:00:00.000Z"], ["yyyy[-MM]", "2024", "2024-01-01T00:00:00.000Z"],
    ["basic_date||epoch_second", "1714979289", "2024-05-06T07:08:09.000Z"], ["strict_date_optional_time||epoch_millis", "1714979289123", "2024-05-06T07:08:09.123Z"],
    ["uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX", "2024-05-06T07:08:09.123456Z", "2024-05-06T07:08:09.123Z"],
    ["no_such_format", "2024-05-06", "2024-05-06T00:00:00.000Z"], ["dd-MM-yyyy", "2024-05-06", "2024-05-06T00:00:00.000Z"],
    // What another index of the same field may write.
    ["yyyy-MM-dd", "06-05-2024", "2024-05-06T00:00:00.000Z"], ["yyyy-MM-dd", "06.05.2024 07:08:09", "2024-05-06T07:08:09.000Z"],
    ["yyyy-MM-dd", "1", "1970-01-01T00:00:00.001Z"], ["dd-MM-yyyy", "2024-05-06T07:08:09Z", "2024-05-06T07:08:09.000Z"],
  ])("%s reads %s", (format, text, iso) => expect(shown(parseTime(text, [format]))).toBe(iso));

  test.each([
    ["dd-MM-yyyy", "31-02-2024"],
    ["MM/dd/yyyy", "13/01/2024"],
    ["mm:ss", "07:08"],
    ["yyyy-MM-dd", "06/05/2024"],
    ["yyyy-MM-dd", "05-13-2024"],
  ])("%s does not read %s", (format, text) => expect(parseTime(text, [format])).toBeUndefined());

  test("numbers are seconds where only seconds are mapped", () => {
    expect([parseTime(5, ["epoch_second"]), parseTime(5, ["epoch_second||epoch_millis"]), parseTime(5, ["basic_date"])]).toEqual([
      5000, 5, 5,
    ]);
  });
});

describe("parseDateRange", () => {
  // biome-ignore format: table
  test.each([
    ["2024", "2024-01-01T00:00:00.000Z", "2024-12-31T23:59:59.999Z"], ["2024-02", "2024-02-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z"],
    ["2024-01-01", "2024-01-01T00:00:00.000Z", "2024-01-01T23:59:59.999Z"], ["2024-01-01T05", "2024-01-01T05:00:00.000Z", "2024-01-01T05:59:59.999Z"],
    ["2024-01-01T05:06", "2024-01-01T05:06:00.000Z", "2024-01-01T05:06:59.999Z"],
    ["2024-01-01T05:06:07+01:00", "2024-01-01T04:06:07.000Z", "2024-01-01T04:06:07.999Z"],
    ["2024-01-01T05:06:07.5Z", "2024-01-01T05:06:07.500Z", "2024-01-01T05:06:07.500Z"], ["1704067200000", "2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z"],
  ])("%s", (text, from, to) => {
    const range = parseDateRange(text) as { from: number; to: number };
    expect([formatTime(range.from), formatTime(range.to)]).toEqual([from, to]);
  });

  test("by the mapping's formats, and none for what is no date", () => {
    expect(parseDateRange("06-05-2024", ["dd-MM-yyyy"])).toEqual({ from: Date.UTC(2024, 4, 6), to: Date.UTC(2024, 4, 7) - 1 });
    expect(parseDateRange("06-05-2024", ["yyyy-MM-dd"])).toEqual({ from: Date.UTC(2024, 4, 6), to: Date.UTC(2024, 4, 7) - 1 });
    expect(parseDateRange("2020-02-41")).toBeUndefined();
  });
});
