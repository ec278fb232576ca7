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

/** `2024/01/31`, the way rule files write dates. Nothing that a rule finds depends on them: another form is no reason not to run it. */
export const calendarDate = textThat("be a date", isCalendarDate, { severity: "warning", hint: "write year/month/day: `2024/01/31`" });

function isCalendarDate(value: string): boolean {
  if (!/^\d{4}\/(?:0[1-9]|1[0-2])\/(?:0[1-9]|[12]\d|3[01])$/.test(value)) return false;
  const day = Number(value.slice(8));
  return day <= 28 || day <= new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate();
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
