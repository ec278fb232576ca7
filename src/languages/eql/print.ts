import type { EqlStatement, EventQuery, Expr, Maxspan, Pipe, Term } from "./ast.ts";
import { printBlock, printExpr } from "./print-expression.ts";
import { isPlainName } from "./tokens.ts";

/**
 * A query laid out for reading: one condition a line where they do not fit on one, events of a sequence indented, long
 * lists filled up to the width. What comes back parses to the same AST, spans apart; comments are not kept.
 */
export function printEql({ query, pipes }: EqlStatement): string {
  const lines = query.kind === "event" ? [printEvent(query, "")] : printEvents(query);
  return [...lines, ...pipes.map(printPipe)].join("\n");
}

type Events = Exclude<EqlStatement["query"], EventQuery>;

function printEvents(query: Events): string[] {
  const span = query.kind === "sequence" && query.maxspan ? ` with maxspan=${printMaxspan(query.maxspan)}` : "";
  const head = `${query.kind}${printKeys(query.by)}${span}`;
  const until = query.kind === "sequence" && query.until ? ["until", printTerm(query.until)] : [];
  return [head, ...query.terms.map(printTerm), ...until];
}

const printMaxspan = ({ amount, unit }: Maxspan): string => `${amount}${unit}`;

const printKeys = (keys: readonly Expr[]): string => (keys.length === 0 ? "" : ` by ${keys.map(printExpr).join(", ")}`);

function printTerm(term: Term): string {
  const runs = term.runs > 1 ? ` with runs=${term.runs}` : "";
  const open = term.missing ? "![" : "[";
  const event = printEvent(term.event, "  ");
  const closing = `]${printKeys(term.by)}${runs}`;
  return event.includes("\n") ? `  ${open}${event}\n  ${closing}` : `  ${open}${event}${closing}`;
}

/** `category where condition`; the lines after the first begin with `indent` and two blanks more. */
function printEvent({ category, where }: EventQuery, indent: string): string {
  const head = `${categoryText(category.name)} where`;
  const block = printBlock(where, `${indent}  `, head.length + indent.length + 1);
  return block.startsWith("\n") ? head + block : `${head} ${block}`;
}

const categoryText = (name: string | null): string => {
  if (name === null) return "any";
  return isPlainName(name) && !name.includes("@")
    ? name
    : printExpr({ kind: "string", value: name, raw: false, span: { start: 0, end: 0 } });
};

const printPipe = ({ name, args }: Pipe): string => `| ${name}${args.length === 0 ? "" : ` ${args.map(printExpr).join(", ")}`}`;
