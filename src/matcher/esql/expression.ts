import type { EsqlExpr } from "../../plan/esql.ts";
import { compileCall, takesOne } from "./call.ts";
import { compileLazy, isLazy, isResult } from "./lazy.ts";
import { literalValue } from "./literal.ts";
import type { EsqlScope, Evaluate } from "./scope.ts";

/**
 * Compiles an expression once to a closure over a frame. It never throws on data: what cannot be evaluated is null, and
 * the scope's run is told of it.
 * @param forOne the value is for who takes one value alone: any list may stand for several
 * @throws where the plan is not what lowering may produce (an unknown function, a bad constant): our bug, not the user's
 */
export function compileEsql<Frame>(expression: EsqlExpr, scope: EsqlScope<Frame>, forOne: boolean = false): Evaluate<Frame> {
  switch (expression.kind) {
    case "literal": {
      const value = literalValue(expression);
      return () => value;
    }
    case "column":
      return forOne && scope.one ? scope.one(expression) : scope.column(expression);
    case "search":
      return scope.search(expression.predicate);
    case "call": {
      const isOne = isLazy(expression.name) ? (i: number) => forOne && isResult(expression, i) : (i: number) => takesOne(expression, i);
      const args = expression.args.map((arg, i) => compileEsql(arg, scope, isOne(i)));
      return isLazy(expression.name) ? compileLazy(expression, args, scope.run) : compileCall(expression, args, scope.run);
    }
  }
}
