import { isFault, scalar } from "./define.ts";
import type { EsqlExample, EsqlFunction } from "./function.ts";
import { COLUMN } from "./type-sets.ts";
import { type EsqlScalar, type EsqlValue, isMulti, valueOf, valuesOf } from "./value.ts";
import { commonTypeOf } from "./widen.ts";
import { isNumericType } from "./type.ts";

interface SetDefinition {
  readonly name: string;
  readonly summary: string;
  /** Default: a null argument gives null. */
  readonly nulls?: EsqlFunction["nulls"];
  readonly combine: (a: readonly EsqlScalar[], b: readonly EsqlScalar[]) => readonly EsqlScalar[];
  readonly examples: readonly EsqlExample[];
}

/** A function of two sets of values of one type; numbers do not widen here. */
export const setFunction = ({ name, summary, nulls = "null", combine, examples }: SetDefinition): EsqlFunction =>
  scalar({
    name,
    summary,
    params: [
      { name: "field1", types: COLUMN },
      { name: "field2", types: COLUMN },
    ],
    nulls,
    multi: "own",
    result: (args) => {
      const type = commonTypeOf(args);
      const mixed = args.some((arg) => arg.type !== "null" && arg.type !== type);
      if (!isFault(type) && mixed && (isNumericType(type) || type === "date_nanos"))
        return { fault: `both arguments must be of one type, but they are [${args.map((arg) => arg.type).join("] and [")}]`, argument: 1 };
      return type;
    },
    evaluate: ([a = null, b = null]: readonly EsqlValue[]) => valueOf(combine(valuesOf(a), valuesOf(b))),
    examples,
  });

/** The value of an argument that must be single; undefined where it is null or has several. */
export const single = (value: EsqlValue): EsqlScalar | undefined => (value === null || isMulti(value) ? undefined : value);
