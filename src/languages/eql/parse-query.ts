import type { Span } from "../../diagnostics/index.ts";
import type { EqlQuery, EqlStatement, Expr, Maxspan, Pipe, SampleQuery, SequenceQuery, Term } from "./ast.ts";
import { accept, at, type Cursor, fault, isMiswritten, peek, skipTo, spanFrom, take, unexpected } from "./cursor.ts";
import { parseEvent } from "./parse-event.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseList } from "./parse-primary.ts";
import { atWith, parseMaxspan, parseRuns } from "./parse-with.ts";

/** A whole query with its pipes. */
export function parseStatement(cursor: Cursor): EqlStatement {
  const start = peek(cursor).span;
  const query = parseQuery(cursor);
  const pipes: Pipe[] = [];
  while (true) {
    if (peek(cursor).kind !== "end" && !at(cursor, "|")) {
      unexpected(cursor, "the query is complete here; only a pipe such as `| head 10` can follow");
      skipTo(cursor, ["|"]);
    }
    if (!accept(cursor, "|")) break;
    pipes.push(parsePipe(cursor));
  }
  return { kind: "statement", query, pipes, span: spanFrom(cursor, start) };
}

function parseQuery(cursor: Cursor): EqlQuery {
  const opens = (keyword: string): boolean =>
    (at(cursor, keyword) || isMiswritten(peek(cursor), keyword)) && !at(cursor, "where", 1) && !isMiswritten(peek(cursor, 1), "where");
  if (opens("sequence")) return parseSequence(cursor);
  if (opens("sample")) return parseSample(cursor);
  if (opens("join")) return parseJoin(cursor);
  if (at(cursor, "[") || at(cursor, "![")) {
    fault(cursor, "T2001", `mismatched input '${peek(cursor).text}'`, "write `sequence` before the events in brackets");
    return parseTerms(cursor, peek(cursor).span, []);
  }
  return parseEvent(cursor);
}

/** `join`, which only older dialects have; read as a sequence so that its events are checked. */
function parseJoin(cursor: Cursor): EqlQuery {
  fault(cursor, "T2022", "JOIN command is not supported", "write `sequence` if the events have an order, `sample` if they have none");
  return parseSequence(cursor);
}

function parseSequence(cursor: Cursor): SequenceQuery {
  const start = take(cursor).span;
  let by = parseKeys(cursor);
  const maxspan = atWith(cursor) ? parseMaxspan(cursor) : undefined;
  if (at(cursor, "by")) {
    fault(cursor, "T2023", "Please specify sequence [by] before [with] not after", "write `sequence by … with maxspan=…`");
    by = parseKeys(cursor);
  }
  return parseTerms(cursor, start, by, maxspan);
}

function parseTerms(cursor: Cursor, start: Span, by: Expr[], maxspan?: Maxspan): SequenceQuery {
  const terms = parseTermList(cursor, true);
  const until = accept(cursor, "until") ? parseTerm(cursor, true) : undefined;
  return { kind: "sequence", by, ...(maxspan && { maxspan }), terms, ...(until && { until }), span: spanFrom(cursor, start) };
}

function parseSample(cursor: Cursor): SampleQuery {
  const start = take(cursor).span;
  const by = parseKeys(cursor);
  if (atWith(cursor)) {
    fault(cursor, "T2024", "A sample takes no [with]", "its events have no order in time; for a time limit write a `sequence`");
    skipTo(cursor, ["[", "![", "|"]);
  }
  const terms = parseTermList(cursor, false);
  if (at(cursor, "until")) {
    fault(cursor, "T2024", "A sample takes no [until]", "its events have no order in time; write a `sequence`");
    skipTo(cursor, ["|"]);
  }
  return { kind: "sample", by, terms, span: spanFrom(cursor, start) };
}

function parseTermList(cursor: Cursor, sequence: boolean): Term[] {
  const terms: Term[] = [];
  while (
    at(cursor, "[") ||
    at(cursor, "![") ||
    (terms.length === 0 && !at(cursor, "|") && !at(cursor, "until") && peek(cursor).kind !== "end")
  ) {
    if (!at(cursor, "[") && !at(cursor, "![")) {
      unexpected(cursor, "an event in brackets has to stand here: `[process where …]`");
      skipTo(cursor, ["[", "![", "|", "until"]);
      if (!at(cursor, "[") && !at(cursor, "![")) break;
    }
    terms.push(parseTerm(cursor, sequence));
    skipStray(cursor);
  }
  return terms;
}

/** Between two events only `by` and `with` may stand. */
function skipStray(cursor: Cursor): void {
  if (peek(cursor).kind === "end" || ["[", "![", "|", "until"].some((stop) => at(cursor, stop))) return;
  if (isMiswritten(peek(cursor), "until")) return;
  if (at(cursor, ",")) unexpected(cursor, "events of a sequence stand side by side, without commas");
  else unexpected(cursor, "after an event comes `by`, `with runs=`, the next event in brackets, `until` or a pipe");
  skipTo(cursor, ["[", "![", "|", "until"]);
}

/** `[event] by keys with runs=N`. */
function parseTerm(cursor: Cursor, sequence: boolean): Term {
  const open = peek(cursor);
  const missing = at(cursor, "![");
  if (!missing && !at(cursor, "[")) unexpected(cursor, "an event in brackets has to stand here: `[process where …]`");
  else take(cursor);
  const event = parseEvent(cursor);
  closeTerm(cursor, open.span);
  const by = parseKeys(cursor);
  const runs = atWith(cursor) ? parseRuns(cursor, sequence) : 1;
  if (at(cursor, "by")) {
    fault(cursor, "T2023", "Please specify [by] before [with] not after", "write `[…] by key with runs=N`");
    skipTo(cursor, ["[", "![", "|", "until"]);
  }
  return { kind: "term", missing, event, by, runs, span: spanFrom(cursor, open.span) };
}

function closeTerm(cursor: Cursor, open: Span): void {
  if (accept(cursor, "]")) return;
  if (at(cursor, ")")) {
    unexpected(cursor, "this bracket closes nothing: take it away, or open it before");
    skipTo(cursor, ["]", "[", "![", "|", "until"]);
    if (accept(cursor, "]")) return;
  }
  fault(cursor, "T2015", "A closing bracket []] is missing", "close the event opened here with `]`", open);
  skipTo(cursor, ["]", "[", "![", "|", "until", "by", "with"]);
  accept(cursor, "]");
}

/** `by a, ?b`; nothing where no `by` stands. */
function parseKeys(cursor: Cursor): Expr[] {
  return accept(cursor, "by") ? parseList(cursor, parseExpression) : [];
}

function parsePipe(cursor: Cursor): Pipe {
  const token = peek(cursor);
  if (token.kind !== "identifier") {
    unexpected(cursor, "a pipe is `head` or `tail` with a number: `| head 10`");
    skipTo(cursor, ["|"]);
    return { kind: "pipe", name: "", nameSpan: token.span, args: [], span: token.span };
  }
  take(cursor);
  const bare = peek(cursor).kind === "end" || at(cursor, "|");
  const args = bare ? [] : parseList(cursor, parseExpression);
  return { kind: "pipe", name: token.value, nameSpan: token.span, args, span: spanFrom(cursor, token.span) };
}
