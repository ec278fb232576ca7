import { isMulti } from "../../functions/esql/value.ts";
import { isSameForm, widener } from "../../functions/esql/widen.ts";
import type { EsqlCall } from "../../plan/esql.ts";
import { type EsqlRun, type Evaluate, MULTI_VALUE } from "./scope.ts";

type CompileLazy = <Frame>(call: EsqlCall, args: readonly Evaluate<Frame>[], run: EsqlRun) => Evaluate<Frame>;

/** What evaluates its arguments only as they are needed. */
const LAZY = { and: compileAnd, or: compileOr, not: compileNot, case: compileCase, coalesce: compileCoalesce } as const satisfies Record<
  string,
  CompileLazy
>;

type LazyName = keyof typeof LAZY;

export const isLazy = (name: string): name is LazyName => Object.hasOwn(LAZY, name);

export function compileLazy<Frame>(call: EsqlCall, args: readonly Evaluate<Frame>[], run: EsqlRun): Evaluate<Frame> {
  const compile: CompileLazy = LAZY[call.name as LazyName];
  return compile(call, args, run);
}

/**
 * Three-valued: false decides; a list is unknown, as null is. Where warnings are asked for all arguments are evaluated, as
 * Elasticsearch does.
 */
function compileAnd<Frame>(_: EsqlCall, args: readonly Evaluate<Frame>[], run: EsqlRun): Evaluate<Frame> {
  return (frame) => {
    let result = true as boolean | null;
    for (let i = 0; i < args.length; i++) {
      const value = (args[i] as Evaluate<Frame>)(frame);
      if (value === false) {
        if (!run.warn) return false;
        result = false;
      } else if (value !== true && result !== false) result = null;
    }
    return result;
  };
}

function compileOr<Frame>(_: EsqlCall, args: readonly Evaluate<Frame>[], run: EsqlRun): Evaluate<Frame> {
  return (frame) => {
    let result = false as boolean | null;
    for (let i = 0; i < args.length; i++) {
      const value = (args[i] as Evaluate<Frame>)(frame);
      if (value === true) {
        if (!run.warn) return true;
        result = true;
      } else if (value !== false && result !== true) result = null;
    }
    return result;
  };
}

function compileNot<Frame>(call: EsqlCall, [item]: readonly Evaluate<Frame>[], run: EsqlRun): Evaluate<Frame> {
  return (frame) => {
    const value = item?.(frame) ?? null;
    if (typeof value === "boolean") return !value;
    if (isMulti(value)) run.warn?.({ expression: call, exception: MULTI_VALUE, as: "null" });
    return null;
  };
}

/** An argument as a value of the call's type: of a long and a double the long is a double too. */
function asResult<Frame>(call: EsqlCall, evaluate: Evaluate<Frame>, index: number): Evaluate<Frame> {
  const from = call.args[index]?.type ?? call.type;
  if (isSameForm(from, call.type)) return evaluate;
  const convert = widener(from, call.type);
  return (frame) => convert(evaluate(frame));
}

/** The argument may be what the call gives. */
export function isResult({ name, args }: EsqlCall, argument: number): boolean {
  if (name === "coalesce") return true;
  return name === "case" && (argument % 2 === 1 || argument === args.length - 1);
}

/** Conditions and values in turn, a last one without condition; a condition of several values counts as false. */
function compileCase<Frame>(call: EsqlCall, given: readonly Evaluate<Frame>[], run: EsqlRun): Evaluate<Frame> {
  const args = given.map((evaluate, i) => (isResult(call, i) ? asResult(call, evaluate, i) : evaluate));
  const last = args.length % 2 === 1 ? args.at(-1) : undefined;
  const branches = Math.floor(args.length / 2);
  return (frame) => {
    for (let i = 0; i < branches; i++) {
      const condition = (args[2 * i] as Evaluate<Frame>)(frame);
      if (condition === true) return (args[2 * i + 1] as Evaluate<Frame>)(frame);
      if (isMulti(condition)) run.warn?.({ expression: call, exception: MULTI_VALUE, as: "false" });
    }
    return last ? last(frame) : null;
  };
}

function compileCoalesce<Frame>(call: EsqlCall, given: readonly Evaluate<Frame>[]): Evaluate<Frame> {
  const args = given.map((evaluate, i) => asResult(call, evaluate, i));
  return (frame) => {
    for (let i = 0; i < args.length; i++) {
      const value = (args[i] as Evaluate<Frame>)(frame);
      if (value !== null) return value;
    }
    return null;
  };
}
