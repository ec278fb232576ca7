import { evaluateDateMath } from "../../event/date-math.ts";
import { textThat } from "./values.ts";

/** `5m`: how often a rule runs. */
export const interval = textThat("be an interval", (value) => /^0*[1-9]\d*[smhd]$/.test(value), {
  hint: "write a whole number and a unit s, m, h or d: `5m`",
});

/** `now-9m`, or a date. */
export const dateMath = textThat("be date math", (value) => evaluateDateMath(value, 0, false) !== undefined, {
  hint: "write `now`, or `now-` with a whole number and a unit s, m, h, d, w, M or y: `now-9m`",
});

/** `2024/01/31`, the way rule files write dates. */
export const calendarDate = textThat("be a date", isCalendarDate, { hint: "write year/month/day: `2024/01/31`" });

function isCalendarDate(value: string): boolean {
  const parts = /^(\d{4})\/(\d{2})\/(\d{2})$/.exec(value);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `8.19` or `8.19.0`. */
export const stackVersion = textThat("be a version", (value) => /^\d+\.\d+(\.\d+)?$/.test(value), {
  hint: "write major.minor or major.minor.patch: `8.19.0`",
});

/** Any text names a rule, but tools expect a UUID. */
export const ruleId = textThat("be a UUID", (value) => value.trim() === "" || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value), {
  severity: "warning",
  hint: "a new rule can take one from `uuidgen`",
}).refine((value) => value.trim() !== "", { error: "not be blank" });
