import type { LuceneAst, LuceneBound, LuceneClause, LuceneItem, LuceneQuery } from "./ast.ts";

/** The query in one canonical spelling. Parses to the same AST. */
export const printLucene = (ast: LuceneAst): string => (ast.kind === "empty" ? (ast.blank ? " " : "") : printQuery(ast));

const printQuery = ({ clauses }: LuceneQuery): string => clauses.map(printClause).join("");

function printClause(clause: LuceneClause, index: number): string {
  const conjunction = { none: index === 0 ? "" : " ", and: " AND ", or: " OR " }[clause.conjunction];
  const modifier = { none: "", required: "+", prohibited: "NOT " }[clause.modifier];
  return `${conjunction}${modifier}${printItem(clause.item)}`;
}

function printItem(item: LuceneItem): string {
  const field = item.field === null ? "" : item.field === "*" ? "*:" : `${escapeWord(item.field.replace(/[\\*?]/g, "\\$&"))}:`;
  return `${field}${printValue(item)}`;
}

function printValue(item: LuceneItem): string {
  switch (item.kind) {
    case "group":
      return `(${printQuery(item.query)})`;
    case "word":
      return `${escapeWord(item.pattern)}${item.fuzzy === undefined ? "" : `~${item.fuzzy ?? ""}`}`;
    case "phrase":
      return `"${item.text.replace(/[\\"]/g, "\\$&")}"${item.slop === 0 ? "" : `~${item.slop}`}`;
    case "regexp":
      return `/${item.pattern.replaceAll("/", "\\/")}/`;
    case "range":
      return `${item.low.included ? "[" : "{"}${printBound(item.low)} TO ${printBound(item.high)}${item.high.included ? "]" : "}"}`;
  }
}

const printBound = ({ text }: LuceneBound): string => (text === null ? "*" : `"${text.replace(/[\\"]/g, "\\$&")}"`);

/** Special characters escaped; `*`, `?` and `\` already are. */
function escapeWord(pattern: string): string {
  const escaped = pattern.replace(/\\[\s\S]|[\s\S]/g, (unit) =>
    unit.length === 1 && '!():^[]"{}~/ \t\n\r\u3000'.includes(unit) ? `\\${unit}` : unit,
  );
  return /^(?:AND|OR|NOT|&&|\|\||[+-]|(?:and|or|not)$)/.test(escaped) ? `\\${escaped}` : escaped;
}
