import { scalar } from "./define.ts";
import type { EsqlCallContext, EsqlExample, EsqlFunction } from "./function.ts";
import type { EsqlType } from "./type.ts";
import type { EsqlScalar } from "./value.ts";

/** One value as one of another type; null after a warning. */
export type Convert = (value: EsqlScalar, context: EsqlCallContext) => EsqlScalar | null;

export interface ConversionDefinition {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly to: EsqlType;
  /** By the type that is converted. */
  readonly from: Partial<Readonly<Record<EsqlType, Convert>>>;
  readonly examples: readonly EsqlExample[];
}

/** A function `to_…`: each value is converted for itself, those that cannot be are left out with a warning. */
export function conversion({ to, from, ...rest }: ConversionDefinition): EsqlFunction {
  return scalar({
    ...rest,
    params: [{ name: "field", types: Object.keys(from) as EsqlType[] }],
    multi: "each",
    result: to,
    prepare: ([argument]) => {
      const convert = from[argument?.type ?? "null"];
      return convert ? ([value], context) => convert(value as EsqlScalar, context) : () => null;
    },
  });
}

export const same: Convert = (value) => value;
