import type { Command, Expr } from "./ast.ts";

/** The expressions right below one, in the order of the text. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "array":
      return expr.items;
    case "call":
      return expr.args;
    case "sign":
    case "cast":
    case "not":
    case "isNull":
      return [expr.item];
    case "arithmetic":
    case "compare":
      return [expr.left, expr.right];
    case "match":
      return [expr.item, expr.query];
    case "like":
      return [expr.item, ...expr.patterns];
    case "in":
      return [expr.item, ...expr.values];
    case "logic":
      return expr.items;
    default:
      return [];
  }
}

/** The expressions that stand in a command, in the order of the text. */
export function expressionsOf(command: Command): readonly Expr[] {
  switch (command.kind) {
    case "where":
      return [command.condition];
    case "eval":
      return command.fields.map(({ value }) => value);
    case "stats":
    case "inlineStats":
      return [
        ...command.aggregates.flatMap(({ value, where }) => (where ? [value, where] : [value])),
        ...command.by.map(({ value }) => value),
      ];
    case "sort":
      return command.keys.map(({ value }) => value);
    case "dissect":
    case "grok":
      return [command.input];
    default:
      return [];
  }
}

/** Whether an expression or one below it passes a test. */
export const someBelow = (expr: Expr, test: (expr: Expr) => boolean): boolean =>
  test(expr) || childrenOf(expr).some((child) => someBelow(child, test));
