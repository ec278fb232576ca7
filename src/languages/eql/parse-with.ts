import { didYouMean, type Span } from "../../diagnostics/index.ts";
import type { Maxspan, TimeUnit } from "./ast.ts";
import { accept, at, type Cursor, expect, fault, isMiswritten, peek, skipTo, spanFrom, take, unexpected } from "./cursor.ts";

export const TIME_UNITS: readonly TimeUnit[] = ["ms", "s", "m", "h", "d"];

/** As many as a term may be repeated. */
const MAX_RUNS = 100;

export const atWith = (cursor: Cursor): boolean => at(cursor, "with") || isMiswritten(peek(cursor), "with");

/** `with maxspan=5m` behind `sequence`. */
export function parseMaxspan(cursor: Cursor): Maxspan | undefined {
  accept(cursor, "with");
  const start = peek(cursor).span;
  if (!parameter(cursor, "maxspan")) return undefined;
  const sign = at(cursor, "-") ? take(cursor).text : "";
  const number = peek(cursor);
  if (number.kind !== "integer" && number.kind !== "decimal") {
    unexpected(cursor, "a time has to stand here, such as `5m`");
    return undefined;
  }
  take(cursor);
  const unit = peek(cursor).kind === "identifier" ? take(cursor) : undefined;
  const at0 = spanFrom(cursor, number.span);
  const written = `${sign}${number.text}${unit?.text ?? ""}`;
  if (number.kind === "decimal") {
    const hint = "write it in a smaller unit: `1500ms` for 1.5 seconds";
    cursor.report("T2025", at0, `Decimal time interval [${written}] not supported; please use an positive integer`, hint);
    return undefined;
  }
  const amount = Number(number.text);
  if (sign === "-" || amount === 0 || !Number.isSafeInteger(amount)) {
    cursor.report("T2025", at0, `A positive maxspan value is required; found [${written}]`, "write a whole number over zero, such as `1s`");
    return undefined;
  }
  if (!unit) {
    cursor.report("T2025", at0, `No time unit specified, did you mean [s] as in [${written}s]?`, `the units are ${unitList()}`);
    return undefined;
  }
  if (!(TIME_UNITS as readonly string[]).includes(unit.text)) {
    const message = `Unrecognized time unit [${unit.text}] in [${written}], please specify one of [${TIME_UNITS.join(", ")}]`;
    cursor.report("T2025", unit.span, message, unitHint(unit.text));
    return undefined;
  }
  return { kind: "maxspan", amount, unit: unit.text as TimeUnit, span: spanFrom(cursor, start) };
}

const unitList = (): string => TIME_UNITS.map((unit) => `\`${unit}\``).join(", ");

function unitHint(written: string): string {
  const first = written.toLowerCase().startsWith("ms") || written.toLowerCase().startsWith("mil") ? "ms" : written[0]?.toLowerCase();
  return TIME_UNITS.some((unit) => unit === first) ? `did you mean \`${first}\`?` : `the units are ${unitList()}`;
}

/** `with runs=3` behind an event. */
export function parseRuns(cursor: Cursor, sequence: boolean): number {
  const start = peek(cursor).span;
  accept(cursor, "with");
  if (!parameter(cursor, "runs")) return 1;
  const sign = at(cursor, "-") ? take(cursor).text : "";
  const number = peek(cursor);
  if (number.kind !== "integer" && number.kind !== "decimal") {
    unexpected(cursor, "a whole number has to stand here, such as `runs=3`");
    return 1;
  }
  take(cursor);
  if (!sequence) {
    cursor.report("T2024", spanFrom(cursor, start), "A sample takes no [runs]", "write the event in brackets once more");
    return 1;
  }
  return checkRuns(cursor, `${sign}${number.text}`, number.kind === "integer", number.span);
}

function checkRuns(cursor: Cursor, written: string, whole: boolean, at0: Span): number {
  const count = Number(written);
  if (!whole || count < 1) {
    cursor.report("T2026", at0, `A positive runs value is required; found [${written}]`, `write a whole number from 1 to ${MAX_RUNS}`);
    return 1;
  }
  if (count > MAX_RUNS) {
    cursor.report(
      "T2026",
      at0,
      `A query cannot be repeated more than [${MAX_RUNS}] times, found [${written}]`,
      `write a whole number from 1 to ${MAX_RUNS}`,
    );
    return 1;
  }
  return count;
}

/** The name after `with` and its `=`. A wrong name is told, and the parameter left out. */
function parameter(cursor: Cursor, name: "maxspan" | "runs"): boolean {
  const token = peek(cursor);
  const right = token.text === name || (token.kind === "identifier" && token.text.toLowerCase() === name);
  if (!right) {
    const hint =
      didYouMean(token.text, ["maxspan", "runs"]) ??
      (name === "runs" ? "after an event only `with runs=N` can stand" : "write `with maxspan=5m`");
    fault(cursor, "T2027", `Unrecognized option [${token.text}], expecting [${name}]`, hint);
    skipTo(cursor, ["[", "![", "|", "until", "by"]);
    return false;
  }
  if (token.text !== name) fault(cursor, "T2011", `Keywords are written in lower case, but this is [${token.text}]`, `write \`${name}\``);
  take(cursor);
  if (at(cursor, "==")) {
    fault(cursor, "T2014", "mismatched input '==': a setting is given with one [=]", `write \`${name}=…\``);
    take(cursor);
    return true;
  }
  return expect(cursor, "=", `write \`${name}=…\``);
}
