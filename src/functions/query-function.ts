import type { Scalar } from "../event/json.ts";

/** What an expression is worth for one choice of values: `bigint` only for integers past 2^53, `null` for unknown. */
export type Value = Scalar | bigint | null;

/** `integer` is a whole number, `number` any, `ip` an address written as text, `any` every kind of value. */
export type ParameterType = "string" | "number" | "integer" | "boolean" | "ip" | "any";
export type ResultType = "string" | "number" | "integer" | "boolean";

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** May be left out; a null stands for leaving it out. Optional parameters come last. */
  readonly optional?: true;
  /** Takes any number of further arguments, at least one unless `optional`. Only the last parameter. */
  readonly variadic?: true;
  /** Must be known before any event is read. */
  readonly constant?: true;
  /** Filled in by the compiler from the types it knows; cannot be written in a query. */
  readonly internal?: true;
}

export interface Example {
  readonly args: readonly Value[];
  /** The `~` form. */
  readonly fold?: true;
  readonly result: Value;
  /** What the example shows, where the name does not say it. */
  readonly note?: string;
}

/** A function of queries. `call` is pure and never throws. */
export interface QueryFunction {
  readonly name: string;
  readonly summary: string;
  readonly params: readonly Parameter[];
  readonly result: ResultType;
  /** Has a case-insensitive form, written `name~(…)`. */
  readonly foldable: boolean;
  /** What a null does, for the documentation. */
  readonly nullLaw: string;
  readonly examples: readonly Example[];
  /**
   * Null where a required argument is null, where an argument is not of its type, and where Elasticsearch would stop
   * with an error (division by zero, overflow, a text that is no number).
   */
  call(args: readonly Value[], fold: boolean): Value;
}

interface TypeOf {
  readonly string: string;
  readonly number: number | bigint;
  readonly integer: number;
  readonly boolean: boolean;
  readonly ip: string;
  readonly any: Scalar | bigint;
}

/** The arguments as `evaluate` gets them: checked, optional ones null or absent where not given, variadic ones as a list. */
type Arguments<P extends readonly Parameter[]> = P extends readonly [
  infer Head extends Parameter,
  ...infer Tail extends readonly Parameter[],
]
  ? Head extends { readonly variadic: true }
    ? [readonly TypeOf[Head["type"]][]]
    : [Head extends { readonly optional: true } ? TypeOf[Head["type"]] | null | undefined : TypeOf[Head["type"]], ...Arguments<Tail>]
  : [];

interface Definition<P extends readonly Parameter[]> extends Omit<QueryFunction, "call" | "nullLaw" | "params"> {
  readonly params: P;
  /** Default: «Null where a required argument is null». */
  readonly nullLaw?: string;
  evaluate(args: Arguments<P>, fold: boolean): Value;
}

/** Puts the null law and the argument checks, which are the same for all, in front of what a function does. */
export function defineFunction<const P extends readonly Parameter[]>(definition: Definition<P>): QueryFunction {
  const { evaluate, nullLaw = "Null where a required argument is null.", ...rest } = definition;
  const { params } = definition;
  const last = params.at(-1);
  const fixed = last?.variadic ? params.length - 1 : params.length;
  const call = (args: readonly Value[], fold: boolean): Value => {
    if (!last?.variadic && args.length > fixed) return null;
    for (let i = 0; i < fixed; i++) if (!accepts(params[i] as Parameter, args[i])) return null;
    if (!last?.variadic) return evaluate(args as unknown as Arguments<P>, fold);
    const tail = args.slice(fixed);
    if (tail.length === 0 && !last.optional) return null;
    if (!tail.every((value) => accepts({ name: last.name, type: last.type }, value))) return null;
    return evaluate([...args.slice(0, fixed), tail] as unknown as Arguments<P>, fold);
  };
  return Object.freeze({ ...rest, nullLaw, call });
}

function accepts(parameter: Parameter, value: Value | undefined): boolean {
  if (value === undefined || value === null) return parameter.optional === true;
  switch (parameter.type) {
    case "any":
      return true;
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return typeof value === "number" || typeof value === "bigint";
    case "ip":
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
  }
}
