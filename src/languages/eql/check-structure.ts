import { didYouMean } from "../../diagnostics/index.ts";
import type { EqlStatement, Expr, Pipe, SampleQuery, SequenceQuery, Term } from "./ast.ts";
import { fieldText } from "./print-field.ts";
import type { Report } from "./report.ts";

/**
 * What a query needs apart from grammar: enough events, keys that are fields and equal in number, pipes that exist.
 * @param whole nothing of the text was left out; else what is counted might be the parser's doing
 */
export function checkStructure({ query, pipes }: EqlStatement, report: Report, whole: boolean): void {
  if (query.kind !== "event") {
    checkKeys(query, report, whole);
    if (whole && query.kind === "sequence") checkSequence(query, report);
    if (whole && query.kind === "sample") checkSample(query, report);
  }
  for (const pipe of pipes) checkPipe(pipe, report);
}

function checkSequence(query: SequenceQuery, report: Report): void {
  const stages = query.terms.reduce((sum, term) => sum + term.runs, 0);
  if (stages < 2) {
    report(
      "T2040",
      query.span,
      `A sequence requires a minimum of 2 queries, found [${stages}]`,
      "add an event in brackets, or `with runs=2` behind the only one",
    );
  }
  const missing = query.terms.filter((term) => term.missing);
  if (missing.length > 0 && missing.length === query.terms.length) {
    report(
      "T2041",
      query.span,
      "A sequence needs at least one event that is not a missing one",
      "add an event without `!` before its bracket",
    );
  }
  if (missing[0] && !query.maxspan) {
    report(
      "T2042",
      missing[0].span,
      "[maxspan] is required for sequences with missing events queries; found none",
      "write `sequence by … with maxspan=5m`",
    );
  }
  if (query.until) checkUntil(query.until, report);
}

function checkUntil(until: Term, report: Report): void {
  if (until.missing) report("T2041", until.span, "[until] takes an event, not a missing one", "write `until [ … ]` without `!`");
  if (until.runs > 1) report("T2026", until.span, "[until] takes no [runs]", "one such event ends the sequence");
}

function checkSample(query: SampleQuery, report: Report): void {
  if (query.terms.length < 2) {
    report("T2040", query.span, `A sample requires a minimum of 2 queries, found [${query.terms.length}]`, "add an event in brackets");
  }
  for (const term of query.terms) {
    if (term.missing)
      report("T2024", term.span, "A sample takes no missing events [![]", "its events have no order in time; write a `sequence`");
  }
  const keys = query.by.length + (query.terms[0]?.by.length ?? 0);
  if (keys === 0) report("T2043", query.span, "A sample requires at least one join key", "write `sample by host.id […] […]`");
}

function checkKeys(query: SequenceQuery | SampleQuery, report: Report, whole: boolean): void {
  const until = query.kind === "sequence" && query.until ? [query.until] : [];
  const terms = [...query.terms, ...until];
  for (const key of [...query.by, ...terms.flatMap((term) => term.by)]) checkKey(key, report);
  const expected = terms[0]?.by.length ?? 0;
  for (const term of whole ? terms : []) {
    if (term.by.length === expected) continue;
    const message = `Inconsistent number of join keys specified; expected [${expected}] but found [${term.by.length}]`;
    report("T2043", term.span, message, "every event has as many keys behind its own `by` as the first one");
  }
}

function checkKey(key: Expr, report: Report): void {
  if (key.kind === "field" || key.kind === "invalid") return;
  report("T2044", key.span, "Unsupported join key: a key must be a field", "name a field, such as `host.id`");
}

/** Pipes of earlier dialects, known so that a slip for one of them is not told as a slip for `head`. */
const FORMER_PIPES: readonly string[] = ["count", "filter", "sort", "unique", "unique_count"];
const PIPES: readonly string[] = ["head", "tail"];

function checkPipe(pipe: Pipe, report: Report): void {
  if (pipe.name === "") return;
  if (FORMER_PIPES.includes(pipe.name)) {
    report("T2045", pipe.nameSpan, `Pipe [${pipe.name}] is not supported`, "the pipes are `head` and `tail`");
  } else if (!PIPES.includes(pipe.name)) {
    report(
      "T2045",
      pipe.nameSpan,
      `Unrecognized pipe [${pipe.name}]`,
      didYouMean(pipe.name, [...PIPES, ...FORMER_PIPES]) ?? "the pipes are `head` and `tail`",
    );
  } else if (pipe.args.length !== 1) {
    report(
      "T2046",
      pipe.span,
      `Pipe [${pipe.name}] expects exactly one argument but found [${pipe.args.length}]`,
      `write \`| ${pipe.name} 10\``,
    );
  } else if (pipe.args[0]?.kind === "field") {
    report("T2046", pipe.args[0].span, notACount(pipe.name, fieldText(pipe.args[0])), `write \`| ${pipe.name} 10\``);
  }
}

/** The message for an argument that is no whole number from 0 on. */
export const notACount = (pipe: string, found: string): string => `Pipe [${pipe}] expects a positive integer but found [${found}]`;
