import type { EsqlType } from "./type.ts";
import type { EsqlValue } from "./value.ts";

export interface EsqlParameter {
  readonly name: string;
  /** Types it takes; `null` is always taken. */
  readonly types: readonly EsqlType[];
  readonly optional?: true;
  /** The last parameter only: any number of further arguments. */
  readonly variadic?: true;
  /** Must be foldable when the query is compiled. */
  readonly constant?: true;
}

/** What a function may ask of its run. */
export interface EsqlCallContext {
  /** `now()`, epoch milliseconds: one instant a query (a rule: its slot). */
  readonly now: number;
  /** Registers a warning for the expression that is evaluated, as Elasticsearch words it: `java.lang.ArithmeticException: / by zero`. */
  warn(exception: string): void;
}

/** A call of known argument types, made ready once: constants are parsed here, not for every row. */
export type PreparedCall = (args: readonly EsqlValue[], context: EsqlCallContext) => EsqlValue;

/** What the compiler knows of one argument. */
export interface EsqlArgument {
  readonly type: EsqlType;
  /** Present where the argument is constant (it may be null). */
  readonly constant?: EsqlValue;
}

/** Wrong for the query, not for a row: a bad constant, types that do not agree. `argument`: which one, 0-based. */
export interface EsqlCallFault {
  readonly fault: string;
  readonly argument?: number;
}

export interface EsqlExample {
  /** As in a query: `LOCATE("hello", "ll")`. The result is checked by a test over all functions. */
  readonly query: string;
  readonly result: EsqlValue;
  readonly type: EsqlType;
  readonly warning?: string;
  readonly note?: string;
}

/**
 * A scalar function or operator of ES|QL. One a file, one line in `table.ts`. Operators are functions whose names no query
 * can call: `==`, `+`, `neg`, `in`, `like`, `rlike`, `is null`. (`and`, `or`, `not`, CASE and COALESCE are lazy: see `lazy`.)
 */
export interface EsqlFunction {
  /** Lower case, as called. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly params: readonly EsqlParameter[];
  /** Depends on the time zone of the query, which it is given as the option `time_zone` where that is not UTC. */
  readonly zoned?: true;
  /** Takes a last argument `{ "option": value }`. */
  readonly options?: readonly string[];
  /**
   * `null`: any null argument gives null. `own`: the function is given nulls.
   */
  readonly nulls: "null" | "own";
  /**
   * An argument with several values. `warn`: null, with the warning that a single-value function met several values.
   * `each`: applied to each value of the first argument, failures left out. `own`: the function is given the list.
   */
  readonly multi: "warn" | "each" | "own";
  /** Of a function that is given lists: all of several values are one to it. */
  readonly anySeveral?: true;
  /** Arguments are evaluated by the expression evaluator as they are needed (CASE, COALESCE, and, or). */
  readonly lazy?: true;
  /** The type of the result for argument types that the parameters take, or what is wrong with them together. */
  readonly result: (args: readonly EsqlArgument[]) => EsqlType | EsqlCallFault;
  /** Makes a call ready. The caller puts the laws of `nulls` and `multi` around it with `underLaws` (laws.ts). */
  readonly prepare: (args: readonly EsqlArgument[], options?: Readonly<Record<string, EsqlValue>>) => PreparedCall | EsqlCallFault;
  readonly examples: readonly EsqlExample[];
}

/** An example over rows: the values of each column, a row each. The others: see {@link EsqlExample}. */
export interface EsqlAggregateExample extends EsqlExample {
  readonly columns: Readonly<Record<string, { readonly type: EsqlType; readonly values: readonly EsqlValue[] }>>;
}

/**
 * An aggregate function of STATS. Its state is plain JSON data, so that panes of a window can be kept, moved and merged:
 * merge(add(a), add(b)) = add(a, b) for every split, in order where the function depends on order.
 */
export interface EsqlAggregate {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly params: readonly EsqlParameter[];
  readonly result: (args: readonly EsqlArgument[]) => EsqlType | EsqlCallFault;
  readonly prepare: (args: readonly EsqlArgument[]) => PreparedAggregate | EsqlCallFault;
  readonly examples: readonly EsqlAggregateExample[];
}

export interface PreparedAggregate<State = unknown> {
  /** The state before any row. */
  init(): State;
  /** Takes a row's argument values; may change the state it is given, and gives it back. */
  add(state: State, args: readonly EsqlValue[], context: EsqlCallContext): State;
  /** Both as one; `later` holds rows that came after `earlier`'s. May change `earlier`. */
  merge(earlier: State, later: State): State;
  finish(state: State, context: EsqlCallContext): EsqlValue;
}
