import type { EqlStatement, Expr } from "./ast.ts";

/** The expressions directly below one. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "call":
      return expr.args;
    case "sign":
    case "not":
      return [expr.item];
    case "arithmetic":
    case "compare":
      return [expr.left, expr.right];
    case "match":
      return [expr.item, ...expr.patterns];
    case "in":
      return [expr.item, ...expr.values];
    case "logic":
      return expr.items;
    default:
      return [];
  }
}

/** The expression and all below it, outermost first. */
export function visit(expr: Expr, see: (expr: Expr) => void): void {
  see(expr);
  for (const child of childrenOf(expr)) visit(child, see);
}

/** The outermost expressions of a query, in the order of the text: conditions, keys and arguments of pipes. */
export function* expressionsOf({ query, pipes }: EqlStatement): Generator<Expr> {
  if (query.kind === "event") {
    yield query.where;
  } else {
    yield* query.by;
    const last = query.kind === "sequence" && query.until ? [query.until] : [];
    for (const term of [...query.terms, ...last]) {
      yield term.event.where;
      yield* term.by;
    }
  }
  for (const pipe of pipes) yield* pipe.args;
}

/** Names that stand in the query as `?name` only. */
export function optionalFields(statement: EqlStatement): ReadonlySet<string> {
  const optional = new Set<string>();
  const needed = new Set<string>();
  for (const expression of expressionsOf(statement)) {
    visit(expression, (expr) => {
      if (expr.kind === "field") (expr.optional ? optional : needed).add(expr.name);
    });
  }
  return optional.difference(needed);
}
