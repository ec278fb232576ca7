import type { EsqlExpr, EsqlLiteral, Predicate } from "./predicate.ts";

/**
 * An ES|QL expression as one line of text, in ES|QL's own syntax as far as that goes.
 * @param printSearch what a search of the document is written as
 */
export function printEsqlExpr(e: EsqlExpr, printSearch: (predicate: Predicate) => string): string {
  switch (e.kind) {
    case "literal":
      return printLiteral(e);
    case "column":
      return e.name;
    case "search":
      return `KQL(${printSearch(e.predicate)})`;
    case "call":
      return printCall(
        e.name,
        e.args.map((arg) => printEsqlExpr(arg, printSearch)),
      );
  }
}

const WORDS: ReadonlySet<string> = new Set(["and", "or", "in", "like", "rlike"]);

/** A symbol or a word between two operands; anything else as a function call. */
function printCall(name: string, args: readonly string[]): string {
  const [first = "", ...others] = args;
  if (name === "not") return `NOT ${first}`;
  if (name === "neg") return `-${first}`;
  if (name.startsWith("is ")) return `${first} ${name.toUpperCase()}`;
  if (name === "in") return `${first} IN (${others.join(", ")})`;
  const isOperator = WORDS.has(name) || !/^[a-z_]/i.test(name);
  return isOperator && args.length > 1 ? `(${args.join(` ${name.toUpperCase()} `)})` : `${name}(${args.join(", ")})`;
}

function printLiteral({ value, type }: EsqlLiteral): string {
  if (Array.isArray(value)) return `[${value.map((each) => JSON.stringify(each)).join(", ")}]`;
  if (value !== null && typeof value === "object" && "months" in value) {
    return [
      [value.months, "months"],
      [value.days, "days"],
      [value.milliseconds, "milliseconds"],
    ]
      .filter(([count]) => count !== 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(" ");
  }
  if (type === "date" && typeof value === "number") return `"${new Date(value).toISOString()}"`;
  return JSON.stringify(value);
}
