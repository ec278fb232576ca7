import type { EsqlAggregate, EsqlArgument, EsqlCallFault, EsqlFunction, PreparedAggregate, PreparedCall } from "./function.ts";
import type { EsqlType } from "./type.ts";

type Result = EsqlFunction["result"];

interface ScalarBase extends Omit<EsqlFunction, "nulls" | "multi" | "result" | "prepare"> {
  /** Default: a null argument gives null. */
  readonly nulls?: EsqlFunction["nulls"];
  /** Default: several values give null and a warning. */
  readonly multi?: EsqlFunction["multi"];
  readonly result: EsqlType | Result;
}

/** `evaluate` where nothing can be made ready before the rows come. */
export type ScalarDefinition = ScalarBase &
  (
    | { readonly prepare: EsqlFunction["prepare"]; readonly evaluate?: never }
    | { readonly evaluate: PreparedCall; readonly prepare?: never }
  );

/** A scalar function with what most of them share filled in. */
export function scalar(definition: ScalarDefinition): EsqlFunction {
  const { evaluate, prepare, result, nulls = "null", multi = "warn", ...rest } = definition;
  return Object.freeze({ ...rest, nulls, multi, result: resultOf(result), prepare: prepare ?? (() => evaluate) });
}

/** State and result of an aggregate are typed inside its file only. */
export interface AggregateDefinition<State> extends Omit<EsqlAggregate, "result" | "prepare"> {
  readonly result: EsqlType | Result;
  readonly prepare: (args: readonly EsqlArgument[]) => PreparedAggregate<State> | EsqlCallFault;
}

export function aggregate<State>(definition: AggregateDefinition<State>): EsqlAggregate {
  const { result, prepare, ...rest } = definition;
  return Object.freeze({ ...rest, result: resultOf(result), prepare });
}

const resultOf = (result: EsqlType | Result): Result => (typeof result === "string" ? () => result : result);

export const isFault = (value: unknown): value is { readonly fault: string } =>
  typeof value === "object" && value !== null && "fault" in value;

/** String functions give keyword, whatever kind of string they are given. */
export const noText = (type: EsqlType): EsqlType => (type === "text" ? "keyword" : type);

/** The type of one of the arguments. */
export const typeOf =
  (index: number): Result =>
  (args) =>
    noText(args[index]?.type ?? "null");
