import type { TimeZone } from "../../event/time-zone.ts";
import { scalar } from "./define.ts";
import type { EsqlCallContext, EsqlExample, EsqlFunction } from "./function.ts";
import type { EsqlType } from "./type.ts";
import { INTEGER } from "./type-sets.ts";
import type { EsqlScalar } from "./value.ts";
import { zoneOf } from "./zone.ts";

/** One value as one of another type; null after a warning. */
export type Convert = (value: EsqlScalar, context: EsqlCallContext, zone?: TimeZone) => EsqlScalar | null;

export interface ConversionDefinition {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly to: EsqlType;
  /** By the type that is converted. */
  readonly from: Partial<Readonly<Record<EsqlType, Convert>>>;
  /** Texts are read in the zone of the query. */
  readonly zoned?: true;
  /** A second argument makes it another conversion, of texts in that base. */
  readonly inBase?: (base: number) => Convert;
  readonly examples: readonly EsqlExample[];
}

/** A function `to_…`: each value is converted for itself, those that cannot be are left out with a warning. */
export function conversion({ to, from, inBase, ...rest }: ConversionDefinition): EsqlFunction {
  return scalar({
    ...rest,
    params: [
      { name: "field", types: Object.keys(from) as EsqlType[] },
      ...(inBase ? [{ name: "base", types: INTEGER, optional: true } as const] : []),
    ],
    multi: "each",
    result: (args) => (args.length > 1 && !isText(args[0]?.type) ? { fault: "a base goes with a text only", argument: 1 } : to),
    prepare: ([argument, base], options) => {
      const zone = zoneOf(options);
      if (inBase && base) return ([value, written], context) => inBase(written as number)(value as EsqlScalar, context);
      const convert = from[argument?.type ?? "null"];
      return convert ? ([value], context) => convert(value as EsqlScalar, context, zone) : () => null;
    },
  });
}

const isText = (type: EsqlType | undefined): boolean => type === "keyword" || type === "text" || type === "null";

export const same: Convert = (value) => value;
