import { DAY_NAMES, type DateFields, MONTH_NAMES, weekOf } from "./date-fields.ts";
import { DAY, HOUR, MINUTE } from "../../event/calendar.ts";
import { offsetText } from "./zone.ts";
import { CHRONO_FIELDS } from "./chrono-field.ts";

type Print = (fields: DateFields) => string;

/** Makes a printer of a java.time date pattern (English names): letters, 'quoted text', `[]` dropped. */
export function compileDatePattern(pattern: string): Print | { readonly fault: string } {
  const prints: Print[] = [];
  for (let at = 0; at < pattern.length; ) {
    const part = partAt(pattern, at);
    if ("fault" in part) return part;
    prints.push(part.print);
    at = part.end;
  }
  return (fields) => prints.map((print) => print(fields)).join("");
}

type Part = { readonly print: Print; readonly end: number } | { readonly fault: string };

function partAt(pattern: string, at: number): Part {
  const character = pattern[at] as string;
  if (character === "'") return quotedAt(pattern, at);
  if (character === "[" || character === "]") return { print: () => "", end: at + 1 };
  if ("{}#".includes(character)) return { fault: `Pattern includes reserved character: '${character}'` };
  if (!isLetter(character)) return { print: () => character, end: at + 1 };
  let end = at + 1;
  while (pattern[end] === character) end++;
  const print = LETTERS[character]?.(end - at);
  if (print) return { print, end };
  return { fault: LETTERS[character] ? `Too many pattern letters: ${character}` : `Unknown pattern letter: ${character}` };
}

function quotedAt(pattern: string, at: number): Part {
  let text = "";
  for (let end = at + 1; end < pattern.length; end++) {
    if (pattern[end] !== "'") text += pattern[end];
    else if (pattern[end + 1] === "'") text += pattern[++end];
    else {
      const shown = end === at + 1 ? "'" : text;
      return { print: () => shown, end: end + 1 };
    }
  }
  return { fault: "Pattern ends with an incomplete string literal" };
}

const isLetter = (character: string): boolean => (character >= "a" && character <= "z") || (character >= "A" && character <= "Z");

const padded = (value: number, width: number): string => (value < 0 ? `-${padded(-value, width)}` : String(value).padStart(width, "0"));

/** A number of at least so many digits. */
const number =
  (most: number, of: (fields: DateFields) => number) =>
  (count: number): Print | undefined =>
    count > most ? undefined : (fields) => padded(of(fields), count);

const year =
  (of: (fields: DateFields) => number) =>
  (count: number): Print => {
    if (count === 2) return (fields) => padded(((of(fields) % 100) + 100) % 100, 2);
    return (fields) => {
      const value = of(fields);
      return count >= 4 && value > 9999 ? `+${value}` : padded(value, count);
    };
  };

/** Three letters: short; four: in full; five: the first letter. */
const named =
  (names: readonly string[], index: (fields: DateFields) => number) =>
  (count: number): Print | undefined => {
    const cut = count === 4 ? undefined : count === 5 ? 1 : 3;
    return count > 5 ? undefined : (fields) => (names[index(fields)] as string).slice(0, cut);
  };

const text =
  (value: string | ((fields: DateFields) => string), most = 4) =>
  (count: number): Print | undefined =>
    count > most ? undefined : typeof value === "string" ? () => value : value;

const chrono =
  (name: string) =>
  (fields: DateFields): number =>
    Number(CHRONO_FIELDS.get(name)?.(fields));

const month = (count: number): Print | undefined =>
  count <= 2 ? number(2, (fields) => fields.month)(count) : named(MONTH_NAMES, (fields) => fields.month - 1)(count);

const dayOfWeek = (count: number): Print | undefined =>
  count <= 2 ? number(2, (fields) => fields.dayOfWeek)(count) : named(DAY_NAMES, (fields) => fields.dayOfWeek - 1)(count);

const quarterOf = (fields: DateFields): number => Math.floor((fields.month - 1) / 3) + 1;
const QUARTERS = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"];

function quarter(count: number): Print | undefined {
  if (count <= 2) return (fields) => padded(quarterOf(fields), count);
  if (count === 3) return (fields) => `Q${quarterOf(fields)}`;
  return count === 4
    ? (fields) => QUARTERS[quarterOf(fields) - 1] as string
    : count === 5
      ? (fields) => String(quarterOf(fields))
      : undefined;
}

const fraction = (count: number): Print | undefined =>
  count > 9 ? undefined : (fields) => String(fields.nano).padStart(9, "0").slice(0, count);

/** How an offset is written, by the number of letters. */
type OffsetForm = (offset: number) => string;

const offset =
  (forms: readonly OffsetForm[]) =>
  (count: number): Print | undefined => {
    const form = forms[count - 1];
    return form && ((fields) => form(fields.offset));
  };

const colons =
  (zero: string): OffsetForm =>
  (of) =>
    offsetText(of, ":", zero);
const plain =
  (zero: string): OffsetForm =>
  (of) =>
    offsetText(of, "", zero);
/** Hours alone, where the offset is of whole hours. */
const short =
  (zero: string): OffsetForm =>
  (of) => {
    const written = offsetText(of, "", zero);
    return written.length === 5 && written.endsWith("00") ? written.slice(0, 3) : written;
  };
/** `GMT+2`, `GMT+2:30`; in full `GMT+02:00`. */
const gmt =
  (full: boolean): OffsetForm =>
  (of) => {
    const written = offsetText(of, ":", "");
    if (full || of === 0) return `GMT${written}`;
    const hours = written.endsWith(":00") && written.length === 6 ? written.slice(0, 3) : written;
    return `GMT${hours[0]}${hours[1] === "0" ? hours.slice(2) : hours.slice(1)}`;
  };

/** `CET`, `EST`: as English-speaking countries know it. */
function zoneName({ zone, epochDay, hour, minute, offset: of }: DateFields): string {
  if (!zone) return "Z";
  if (!zone.id.includes("/")) return zone.id;
  const instant = epochDay * DAY + hour * HOUR + minute * MINUTE - of;
  const locale = zone.id.startsWith("America/") ? "en-US" : "en-GB";
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone.id, timeZoneName: "short" }).formatToParts(instant);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone.id;
}

const LETTERS: Readonly<Record<string, (count: number) => Print | undefined>> = {
  G: (count) =>
    text((fields) => (count === 4 ? (fields.year > 0 ? "Anno Domini" : "Before Christ") : fields.year > 0 ? "AD" : "BC"), 5)(count),
  y: year((fields) => (fields.year > 0 ? fields.year : 1 - fields.year)),
  u: year((fields) => fields.year),
  Y: year((fields) => weekOf(fields).year),
  w: number(2, (fields) => weekOf(fields).week),
  W: number(1, (fields) => Math.floor((fields.day + 6 - fields.dayOfWeek) / 7) + ((fields.day - fields.dayOfWeek + 35) % 7 >= 4 ? 1 : 0)),
  M: month,
  L: month,
  Q: quarter,
  q: quarter,
  d: number(2, (fields) => fields.day),
  D: number(3, (fields) => fields.dayOfYear),
  E: (count) => named(DAY_NAMES, (fields) => fields.dayOfWeek - 1)(Math.max(count, 3)),
  e: dayOfWeek,
  c: dayOfWeek,
  F: number(1, chrono("aligned_week_of_month")),
  a: text((fields) => (fields.hour < 12 ? "AM" : "PM"), 1),
  H: number(2, (fields) => fields.hour),
  k: number(2, chrono("clock_hour_of_day")),
  K: number(2, chrono("hour_of_ampm")),
  h: number(2, chrono("clock_hour_of_ampm")),
  m: number(2, (fields) => fields.minute),
  s: number(2, (fields) => fields.second),
  S: fraction,
  n: number(19, (fields) => fields.nano),
  A: number(19, chrono("milli_of_day")),
  N: number(19, chrono("nano_of_day")),
  V: (count) => (count === 2 ? ({ zone }) => zone?.id ?? "Z" : undefined),
  z: text(zoneName),
  O: (count) => (count === 1 || count === 4 ? ({ offset: of }) => gmt(count === 4)(of) : undefined),
  X: offset([short("Z"), plain("Z"), colons("Z"), plain("Z"), colons("Z")]),
  x: offset([short("+00"), plain("+0000"), colons("+00:00"), plain("+0000"), colons("+00:00")]),
  Z: offset([plain("+0000"), plain("+0000"), plain("+0000"), gmt(true), colons("Z")]),
};
