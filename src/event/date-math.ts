import { addMonths, DAY, dateOf, daysOf, HOUR, MINUTE, SECOND } from "./calendar.ts";
import { parseDateRange, parseTime } from "./time.ts";

/** Milliseconds of the units of a duration. */
const DURATION_UNITS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", SECOND],
  ["m", MINUTE],
  ["h", HOUR],
  ["d", DAY],
  ["w", 7 * DAY],
]);

/**
 * An instant written as Elasticsearch's date math: `now-1d/d`, `2024-01-01||+1M/d`, or a plain date literal. Epoch
 * milliseconds, or undefined if it is none of these. `roundUp`: `/unit`, and a literal that leaves parts out, go to
 * the last millisecond of the unit instead of its first. UTC; weeks start on Monday.
 */
export function evaluateDateMath(text: string, now: number, roundUp: boolean, formats?: readonly string[]): number | undefined {
  if (text.startsWith("now")) return applyMath(now, text, 3, roundUp);
  const bars = text.indexOf("||");
  if (bars === -1) return roundUp ? parseDateRange(text, formats)?.to : parseTime(text, formats);
  const base = parseTime(text.slice(0, bars), formats);
  return base === undefined ? undefined : applyMath(base, text, bars + 2, roundUp);
}

/** Milliseconds of `250ms`, `30s`, `5m`, `1h`, `2d`, `1w`; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  const count = countAt(text, 0);
  const unit = DURATION_UNITS.get(text.slice(count.end));
  return count.end === 0 || unit === undefined ? undefined : count.value * unit;
}

/** Whether the text reads the clock, so that its value depends on when it is evaluated. */
export const readsClock = (text: string): boolean => text.startsWith("now") && (text.length === 3 || "+-/".includes(text[3] as string));

function applyMath(base: number, text: string, start: number, roundUp: boolean): number | undefined {
  let time = base;
  let at = start;
  while (at < text.length) {
    const op = text[at] as string;
    const count = op === "/" ? { value: 1, end: at + 1 } : countAt(text, at + 1);
    const amount = count.end === at + 1 ? 1 : count.value;
    const next = step(time, op, amount, text[count.end] ?? "", roundUp);
    if (next === undefined) return undefined;
    time = next;
    at = count.end + 1;
  }
  return time;
}

function step(time: number, op: string, amount: number, unit: string, roundUp: boolean): number | undefined {
  if (op === "+") return add(time, amount, unit);
  if (op === "-") return add(time, -amount, unit);
  if (op !== "/") return undefined;
  const floor = floorTo(time, unit);
  if (floor === undefined || !roundUp) return floor;
  return (add(floor, 1, unit) as number) - 1;
}

function add(time: number, amount: number, unit: string): number | undefined {
  switch (unit) {
    case "y":
      return addMonths(time, 12 * amount);
    case "M":
      return addMonths(time, amount);
    case "w":
      return time + 7 * DAY * amount;
    case "d":
      return time + DAY * amount;
    case "h":
    case "H":
      return time + HOUR * amount;
    case "m":
      return time + MINUTE * amount;
    case "s":
      return time + SECOND * amount;
    default:
      return undefined;
  }
}

/** The start of the unit that the instant lies in. */
function floorTo(time: number, unit: string): number | undefined {
  const floor = (size: number): number => Math.floor(time / size) * size;
  const days = Math.floor(time / DAY);
  switch (unit) {
    case "y":
      return daysOf(dateOf(days).year, 1, 1) * DAY;
    case "M":
      return daysOf(dateOf(days).year, dateOf(days).month, 1) * DAY;
    // 1970-01-01 was a Thursday.
    case "w":
      return (Math.floor((days + 3) / 7) * 7 - 3) * DAY;
    case "d":
      return floor(DAY);
    case "h":
    case "H":
      return floor(HOUR);
    case "m":
      return floor(MINUTE);
    case "s":
      return floor(SECOND);
    default:
      return undefined;
  }
}

function countAt(text: string, start: number): { value: number; end: number } {
  let end = start;
  let value = 0;
  for (; end < text.length; end++) {
    const digit = text.charCodeAt(end) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return { value, end };
}
