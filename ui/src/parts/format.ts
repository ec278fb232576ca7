/** `1,846` */
export const count = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 1 });

/** `0.4 s`, `3 min`, `2 h` */
export function seconds(value: number): string {
  if (value < 60) return `${value.toFixed(value < 10 ? 1 : 0)} s`;
  return value < 3600 ? `${Math.round(value / 60)} min` : `${Math.round(value / 3600)} h`;
}

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

export function bytes(value: number): string {
  const unit = Math.min(UNITS.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
  return `${(value / 1000 ** unit).toFixed(unit === 0 ? 0 : 1)} ${UNITS[unit]}`;
}

/** `2026-11-24 10:20:30`, in UTC as rules and logs have it. */
export const time = (iso: string | null): string => (iso === null ? "–" : iso.replace("T", " ").replace(/(\.\d+)?Z$/, ""));

/** `10:20:30.123` */
export const clock = (iso: string): string => iso.slice(11).replace("Z", "");

/** `3 min ago`, `in 3 min`; the whole time is for the title. */
export function ago(iso: string | null, now: number = Date.now()): string {
  if (iso === null) return "never";
  const passed = (now - Date.parse(iso)) / 1000;
  if (passed < -1) return `in ${seconds(-passed)}`;
  if (passed < 90) return `${Math.max(0, Math.round(passed))} s ago`;
  if (passed < 5400) return `${Math.round(passed / 60)} min ago`;
  return passed < 129_600 ? `${Math.round(passed / 3600)} h ago` : `${Math.round(passed / 86_400)} d ago`;
}

/** Characters that act, hide or reorder: the same as `src/diagnostics/escape.ts` has, but for tabs and line breaks. */
const UNSAFE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Control and direction-changing characters shown as what they are: text from events never acts. */
export const inert = (text: string): string =>
  text.replace(UNSAFE, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });

/** A value as text. */
export const shown = (value: unknown): string => inert(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
