import { type Span, span } from "../../diagnostics/index.ts";
import type { Faults } from "../faults.ts";
import type { KueryToken } from "./lexer.ts";

/** Operators of other languages that stand between two words. */
const FOREIGN = /(?:^|\s)(==|!=|=~|=|&&|\|\|)(?:\s|$)/;
const FOREIGN_HINTS: Readonly<Record<string, string>> = {
  "=": "compare with `field:value`",
  "==": "compare with `field:value`",
  "=~": "compare with `field:value`",
  "!=": "write `not field:value`",
  "&&": "write `and`",
  "||": "write `or`",
};
const EQL = /^(?:[\w"]+\s+where|sequence(?:\s+(?:by|with)\b.*)?|sample\s+by\b.*)(?:\s|$)/s;

/** Two operands in a row: tells the likely cause (another language's operator, EQL, a missing `and`). False: nothing to tell. */
export function juxtaposed(left: KueryToken, right: KueryToken, faults: Faults): boolean {
  if (left.kind !== "word") return false;
  if (reportEql(left, faults, "error") || reportForeign(left, faults, "error")) return true;
  const gap = /\s\S+$/.exec(left.text);
  if (right.kind !== ":" || !gap) return false;
  const at = span(left.span.start + gap.index + 1, left.span.end);
  faults.add(
    at,
    "T3001",
    `\`and\` or \`or\` is missing before \`${left.text.slice(gap.index + 1)}\``,
    "join two conditions with `and` or `or`",
  );
  return true;
}

/** A field name that is most likely something else. */
export function checkField(token: KueryToken, faults: Faults): void {
  if (token.kind !== "word") return;
  if (reportEql(token, faults, "error")) return;
  reportForeign(token, faults, "warning");
}

/** Legal free text that most likely was meant otherwise. */
export function checkFreeText(token: KueryToken, faults: Faults): void {
  if (token.kind !== "word") return;
  if (!reportEql(token, faults, "warning") && !reportForeign(token, faults, "warning")) checkValue(token, faults);
}

/** A legal value that most likely was meant otherwise. */
export function checkValue(token: KueryToken, faults: Faults): void {
  if (token.kind !== "word") return;
  const { text } = token;
  if (text.length > 1 && text.startsWith("'") && text.endsWith("'")) {
    faults.add(token.span, "T3013", "Single quotes are part of the value here", 'quote with `"`', "warning");
  } else if (/[\r\n]/.test(text)) {
    const hint = "`or` or `and` is probably missing at the end of the line";
    faults.add(token.span, "T3014", "The value runs over a line break: its parts are one value", hint, "warning");
  } else {
    checkLastWord(token, faults);
  }
}

function checkLastWord(token: KueryToken, faults: Faults): void {
  const last = /\s(and|or|not)$/i.exec(token.text)?.[1];
  if (last === undefined) return;
  const at = span(token.span.end - last.length, token.span.end);
  faults.add(at, "T3015", `\`${last}\` is part of the value here`, "a keyword needs white space and a condition after it", "warning");
}

function reportEql(token: KueryToken, faults: Faults, severity: "error" | "warning"): boolean {
  if (!EQL.test(token.text)) return false;
  faults.add(
    token.span,
    "T3012",
    "This looks like EQL, not KQL",
    'set the language to "eql", or write conditions as `field:value`',
    severity,
  );
  return true;
}

function reportForeign(token: KueryToken, faults: Faults, severity: "error" | "warning"): boolean {
  const found = FOREIGN.exec(token.text);
  const operator = found?.[1];
  if (!found || operator === undefined) return false;
  const start = token.span.start + found.index + found[0].indexOf(operator);
  faults.add(place(start, operator), "T3011", `\`${operator}\` is no operator of KQL`, FOREIGN_HINTS[operator], severity);
  return true;
}

const place = (start: number, text: string): Span => span(start, start + text.length);
