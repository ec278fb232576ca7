import type { EsqlArgument, EsqlCallContext, EsqlFunction, PreparedCall } from "../../functions/esql/function.ts";
import { underLaws } from "../../functions/esql/laws.ts";
import { ESQL_FUNCTIONS } from "../../functions/esql/table.ts";
import type { EsqlValue } from "../../functions/esql/value.ts";
import type { EsqlCall, EsqlExpr } from "../../plan/esql.ts";
import { literalValue } from "./literal.ts";
import type { EsqlRun, Evaluate } from "./scope.ts";

/** A call of a function that is given all its arguments. */
export function compileCall<Frame>(call: EsqlCall, args: readonly Evaluate<Frame>[], run: EsqlRun): Evaluate<Frame> {
  const definition = functionOf(call);
  const apply = underLaws(definition, prepareCall(call, definition));
  const context = contextOf(call, run);
  const [first, second] = args;
  // The frames of one and two arguments are spared the loop: they are nearly all there are.
  if (args.length === 1 && first) return (frame) => apply([first(frame)], context);
  if (args.length === 2 && first && second) return (frame) => apply([first(frame), second(frame)], context);
  return (frame) => {
    const values: EsqlValue[] = [];
    for (let i = 0; i < args.length; i++) values.push((args[i] as Evaluate<Frame>)(frame));
    return apply(values, context);
  };
}

/** Where this argument has several values, it is one to the call which these are. */
export function takesOne(call: EsqlCall, argument: number): boolean {
  const { multi, anySeveral = false } = functionOf(call);
  return multi === "warn" || anySeveral || (multi === "each" && argument > 0);
}

/** @throws where no table has it: lowering knows them all */
function functionOf(call: EsqlCall): EsqlFunction {
  const definition = ESQL_FUNCTIONS.get(call.name);
  if (!definition) throw new Error(`the plan calls \`${call.name}\`, which is no function of ES|QL`);
  return definition;
}

/** @throws where the function refuses its constants: lowering has asked it before */
export function prepareCall(call: EsqlCall, definition: EsqlFunction): PreparedCall {
  const options = call.options && Object.fromEntries(Object.entries(call.options).map(([name, literal]) => [name, literalValue(literal)]));
  const prepared = definition.prepare(call.args.map(argumentOf), options);
  if ("fault" in prepared) throw new Error(`the plan's call of \`${call.name}\` is faulty: ${prepared.fault}`);
  return prepared;
}

/** What a function is told of an argument before any row. */
export function argumentOf(expression: EsqlExpr): EsqlArgument {
  const constant = constantOf(expression);
  return constant === undefined ? { type: expression.type } : { type: expression.type, constant };
}

/** The value of an expression that reads nothing and does not fail; undefined for any other. */
export function constantOf(expression: EsqlExpr): EsqlValue | undefined {
  if (expression.kind === "literal") return literalValue(expression);
  if (expression.kind !== "call" || expression.name === "now") return undefined;
  const args = expression.args.map(constantOf);
  const definition = ESQL_FUNCTIONS.get(expression.name);
  if (args.includes(undefined) || !definition || definition.lazy) return undefined;
  let failed = false;
  const run: EsqlRun = { now: Number.NaN, warn: () => void (failed = true) };
  const value = compileCall<undefined>(
    expression,
    args.map((arg) => () => arg as EsqlValue),
    run,
  )(undefined);
  return failed ? undefined : value;
}

/** What a function may ask while the expression is evaluated. */
export function contextOf(expression: EsqlExpr, run: EsqlRun): EsqlCallContext {
  return {
    get now() {
      return run.now;
    },
    warn: (exception) => run.warn?.({ expression, exception, as: "null" }),
  };
}
