import { expect, test } from "vitest";
import { dateFields } from "./date-fields.ts";
import { compileDatePattern } from "./date-pattern.ts";

const TIME = Date.UTC(2023, 0, 1, 15, 4, 5, 67);

function print(pattern: string, time = TIME): unknown {
  const compiled = compileDatePattern(pattern);
  return typeof compiled === "function" ? compiled(dateFields(time, 891)) : compiled;
}

test.each([
  ["yyyy-MM-dd'T'HH:mm:ss.SSSX", "2023-01-01T15:04:05.067Z"],
  ["uuuu/M/d", "2023/1/1"],
  ["yy D DDD", "23 1 001"],
  ["EEEE EEE E EEEEE e", "Sunday Sun Sun S 7"],
  ["MMMM MMM MMMMM L", "January Jan J 1"],
  ["YYYY-'W'ww-e", "2022-W52-7"],
  ["h:mm a, K k", "3:04 PM, 3 15"],
  ["SSSSSSSSS n A", "067000891 67000891 54245067"],
  ["Q QQQ QQQQ", "1 Q1 1st quarter"],
  ["G GGGG", "AD Anno Domini"],
  ["x xxx Z ZZZZZ VV z O", "+00 +00:00 +0000 Z Z Z GMT"],
  ["'it''s' [yyyy]", "it's 2023"],
  ["''", "'"],
])("%s", (pattern, text) => {
  expect(print(pattern)).toBe(text);
});

test.each([
  ["yyyy-bb", "Unknown pattern letter: b"],
  ["ddd", "Too many pattern letters: d"],
  ["'open", "Pattern ends with an incomplete string literal"],
  ["{yyyy}", "Pattern includes reserved character: '{'"],
])("%s is a fault", (pattern, fault) => {
  expect(print(pattern)).toEqual({ fault });
});

test("weeks belong to the year of their Thursday", () => {
  expect(print("YYYY-ww", Date.UTC(2020, 11, 31))).toBe("2020-53");
  expect(print("YYYY-ww", Date.UTC(2018, 11, 31))).toBe("2019-01");
});

test("years before the first", () => {
  expect(print("u y G", Date.UTC(-1, 0, 1))).toBe("-1 2 BC");
});
