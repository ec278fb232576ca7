import { type Diagnostic, diagnosticAt, didYouMean, type Source, span } from "../../diagnostics/index.ts";
import { VALUE_LIST_TYPES, type ValueList, type ValueListType } from "./model.ts";
import { VALUE_LIST_KINDS } from "./types/table.ts";

/** Faulty values of one list are told one by one up to here. */
const MAX_TOLD = 10;

/**
 * A value a line, blank lines left out. Of the file's name without extension the last part may be the type
 * (`nets.ip_range`); else the type is guessed from the values.
 */
export function readLines(source: Source, name: string, problems: Diagnostic[]): ValueList {
  const dot = name.lastIndexOf(".");
  const type = VALUE_LIST_TYPES.find((known) => known === name.slice(dot + 1));
  if (dot > 0 && type) return { id: name.slice(0, dot), type, values: fitting(source, type, problems) };
  warnOfMisspelling(source, name.slice(dot + 1), dot > 0, problems);
  const values = linesOf(source.text).map(({ value }) => value);
  return { id: name, type: guess(values), guessed: true, values };
}

/** `nets.ip_ranges.txt` is a list called `nets.ip_ranges`, but hardly meant so. */
function warnOfMisspelling(source: Source, ending: string, hasDot: boolean, problems: Diagnostic[]): void {
  const hint = hasDot ? didYouMean(ending, VALUE_LIST_TYPES) : undefined;
  if (hint === undefined) return;
  problems.push(
    diagnosticAt(source, span(0, 0), "T1126", `\`${ending}\` in the file's name is no type of value list`, { hint, severity: "warning" }),
  );
}

function fitting(source: Source, type: ValueListType, problems: Diagnostic[]): readonly string[] {
  const { accepts } = VALUE_LIST_KINDS[type];
  const values: string[] = [];
  const faulty: Line[] = [];
  for (const line of linesOf(source.text)) {
    if (accepts(line.value)) values.push(line.value);
    else faulty.push(line);
  }
  for (const { value, start } of faulty.slice(0, MAX_TOLD)) {
    const message = `\`${value}\` cannot be of type ${type} and is left out`;
    problems.push(diagnosticAt(source, span(start, start + value.length), "T1123", message, { severity: "warning" }));
  }
  const rest = faulty[MAX_TOLD];
  if (rest) {
    const message = `${faulty.length - MAX_TOLD} more values cannot be of type ${type} and are left out`;
    problems.push(diagnosticAt(source, span(rest.start, rest.start + rest.value.length), "T1123", message, { severity: "warning" }));
  }
  return values;
}

interface Line {
  readonly value: string;
  readonly start: number;
}

/** Lines as they are, blanks round the value apart. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const written = text.slice(start, end);
    const value = written.trim();
    if (value !== "") lines.push({ value, start: start + written.indexOf(value) });
    start = end + 1;
  }
  return lines;
}

/** The narrowest type that every value can be of. */
function guess(values: readonly string[]): ValueListType {
  if (values.length === 0) return "keyword";
  const kinds = [VALUE_LIST_KINDS.ip, VALUE_LIST_KINDS.ip_range];
  return kinds.find(({ accepts }) => values.every(accepts))?.type ?? "keyword";
}
