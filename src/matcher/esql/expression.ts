import type { EsqlExpr } from "../../plan/esql.ts";
import { compileCall } from "./call.ts";
import { compileLazy, isLazy } from "./lazy.ts";
import { literalValue } from "./literal.ts";
import type { EsqlScope, Evaluate } from "./scope.ts";

/**
 * Compiles an expression once to a closure over a frame. It never throws on data: what cannot be evaluated is null, and
 * the scope's run is told of it.
 * @throws where the plan is not what lowering may produce (an unknown function, a bad constant): our bug, not the user's
 */
export function compileEsql<Frame>(expression: EsqlExpr, scope: EsqlScope<Frame>): Evaluate<Frame> {
  switch (expression.kind) {
    case "literal": {
      const value = literalValue(expression);
      return () => value;
    }
    case "column":
      return scope.column(expression);
    case "search":
      return scope.search(expression.predicate);
    case "call": {
      const args = expression.args.map((arg) => compileEsql(arg, scope));
      return isLazy(expression.name) ? compileLazy(expression, args, scope.run) : compileCall(expression, args, scope.run);
    }
  }
}
