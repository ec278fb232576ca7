import { allocate } from "./memory";
import { NULL, TEXT } from "./lookups";
import { onlyValue } from "./tape";

/** What is known of a time of the line. */
export const ABSENT: i32 = 0;
export const KNOWN: i32 = 1;
export const UNKNOWN: i32 = 2;

/** By time: its path; then the state and the milliseconds of the line at hand. */
const SIZE: usize = 16;
let times: usize = 0;
let count: i32 = 0;

export function layTimes(most: i32): usize {
  times = allocate((most as usize) * SIZE);
  return times;
}

export function addTime(path: i32): void {
  store<i32>(times + (count as usize) * SIZE, path);
  count++;
}

/** Reads all times of the line; returns the state of the first. */
export function readTimes(): i32 {
  for (let i = 0; i < count; i++) {
    const time = times + (i as usize) * SIZE;
    const entry = onlyValue(load<i32>(time));
    let state = ABSENT;
    if (entry == 1) state = UNKNOWN;
    else if (entry != 0 && load<i32>(entry) != NULL) {
      const ms = load<i32>(entry) == TEXT ? parse(load<u32>(entry + 4) as usize, load<u32>(entry + 8) as usize) : NaN;
      state = ms == ms ? KNOWN : UNKNOWN;
      store<f64>(time + 8, ms);
    }
    store<i32>(time + 4, state);
  }
  return load<i32>(times + 4);
}

export function firstTime(): f64 {
  return load<f64>(times + 8);
}

function digits(at: usize, length: i32): i32 {
  let number = 0;
  for (let i = 0; i < length; i++) {
    const digit = (load<u8>(at + (i as usize)) as i32) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** The minute that was read last (`yyyy-MM-ddTHH:mm`), which most times share: its day, and its second of the day. */
const MINUTE: usize = memory.data(16);
let midnight: f64 = 0;
let minuteSecond: i32 = 0;

/** Epoch milliseconds of `yyyy-MM-ddTHH:mm:ss[.fraction]Z`, what nearly all events have; NaN for anything else. */
function parse(from: usize, to: usize): f64 {
  const length = (to - from) as i32;
  if (length < 20 || length > 30 || load<u8>(to - 1) != 0x5a || load<u8>(from + 16) != 0x3a) return NaN;
  if (v128.any_true(v128.xor(v128.load(from), v128.load(MINUTE))) && !readMinute(from)) return NaN;
  const second = digits(from + 17, 2);
  if (second < 0 || second > 59) return NaN;
  const fraction = length == 20 ? 0 : fractionOf(from + 19, length - 20);
  return midnight + ((((minuteSecond + second) * 1000) as f64) + fraction);
}

function readMinute(from: usize): bool {
  if (load<u8>(from + 4) != 0x2d || load<u8>(from + 7) != 0x2d || load<u8>(from + 10) != 0x54 || load<u8>(from + 13) != 0x3a) return false;
  const year = digits(from, 4);
  const month = digits(from + 5, 2);
  const day = digits(from + 8, 2);
  const hour = digits(from + 11, 2);
  const minute = digits(from + 14, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
  midnight = (daysOf(year, month, day) as f64) * 86400000;
  minuteSecond = hour * 3600 + minute * 60;
  v128.store(MINUTE, v128.load(from));
  return true;
}

/** Milliseconds of `.digits`. */
function fractionOf(at: usize, length: i32): f64 {
  const count = length - 1;
  if (load<u8>(at) != 0x2e || count < 1) return NaN;
  let number = digits(at + 1, count) as f64;
  if (number < 0) return NaN;
  for (let i = count; i < 3; i++) number *= 10;
  let scale: f64 = 1;
  for (let i = 3; i < count; i++) scale *= 10;
  return number / scale;
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** Days from the epoch in the Gregorian calendar. */
function daysOf(year: i32, month: i32, day: i32): i32 {
  const y = month <= 2 ? year - 1 : year;
  const era = (y >= 0 ? y : y - 399) / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}
