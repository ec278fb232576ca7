import { describe, expect, test } from "vitest";
import { compileTimeFormat } from "./time-format.ts";

const read = (format: string, text: string): string | undefined => {
  const time = compileTimeFormat(format)(text, false);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

describe("what a pattern leaves out, as Elasticsearch fills it", () => {
  test.each([
    ["yyyy", "2024", "2024-01-01T00:00:00.000Z"],
    ["MM/yyyy", "05/2024", "2024-05-01T00:00:00.000Z"],
    ["HH:mm", "10:11", "1970-01-01T10:11:00.000Z"],
    ["MMM dd HH:mm:ss", "Feb 03 10:11:12", "1970-02-03T10:11:12.000Z"],
    ["dd/MM", "03/02", "1970-02-03T00:00:00.000Z"],
    // A time without a month is of the epoch's first day.
    ["yyyy HH:mm", "2024 10:11", "1970-01-01T10:11:00.000Z"],
    ["MM/yyyy HH", "05/2024 07", "2024-05-01T07:00:00.000Z"],
    // A time that does not say which half of the day is none, nor one without its hour.
    ["yyyy-MM-dd hh:mm", "2024-01-01 05:06", "2024-01-01T00:00:00.000Z"],
    ["yyyy-MM-dd mm", "2024-01-01 06", "2024-01-01T00:00:00.000Z"],
    ["dd", "03", undefined],
    ["mm:ss", "03:04", undefined],
  ])("%s of %s", (format, text, time) => expect(read(format, text)).toBe(time));
});

describe("letters", () => {
  test.each([
    ["EEE MMM dd HH:mm:ss Z yyyy", "Fri Jan 05 10:11:12 +0100 2024", "2024-01-05T09:11:12.000Z"],
    ["EEE, dd MMM yyyy", "Thu, 05 Jan 2024", undefined],
    ["EEEE d LLLL yyyy", "Friday 5 January 2024", "2024-01-05T00:00:00.000Z"],
    ["dd MMM yyyy", "05 JAN 2024", undefined],
    ["yyyy-MM-dd h:mm a", "2024-01-01 12:05 AM", "2024-01-01T00:05:00.000Z"],
    ["yyyy-MM-dd h:mm a", "2024-01-01 0:05 AM", undefined],
    ["yyyy-MM-dd h:mm a", "2024-01-01 1:05 pm", undefined],
    ["yyyy-MM-dd K:mm a", "2024-01-01 0:05 PM", "2024-01-01T12:05:00.000Z"],
    ["yyyy-MM-dd kk", "2024-01-01 24", "2024-01-01T00:00:00.000Z"],
    ["yyyy-DDD", "2023-366", undefined],
    ["yyyy-MM-dd A", "2024-01-01 1500", "2024-01-01T00:00:01.500Z"],
    ["yyyy-MM-dd HH:mm z", "2024-07-01 00:00 EST", "2024-07-01T04:00:00.000Z"],
    ["yyyy-MM-dd HH:mm z", "2024-07-01 00:00 Europe/Paris", "2024-06-30T22:00:00.000Z"],
    ["yyyy-MM-dd HH:mm z", "2024-07-01 00:00 Europe/Nowhere", undefined],
    ["yyyy-MM-dd HH:mm VV", "2024-01-01 00:00 Asia/Kolkata", "2023-12-31T18:30:00.000Z"],
    ["VV yyyy-MM-dd", "UTC 2024-01-01", "2024-01-01T00:00:00.000Z"],
    // Twice that night: the earlier; left out that night: moved on.
    ["yyyy-MM-dd HH:mm VV", "2024-10-27 02:30 Europe/Paris", "2024-10-27T00:30:00.000Z"],
    ["yyyy-MM-dd HH:mm VV", "2024-03-31 02:30 Europe/Paris", "2024-03-31T01:30:00.000Z"],
    ["yyyy-MM-dd HH:mm VV", "2024-03-31 03:30 Europe/Paris", "2024-03-31T01:30:00.000Z"],
  ])("%s of %s", (format, text, time) => expect(read(format, text)).toBe(time));
});
