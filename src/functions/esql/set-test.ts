import { isFault, scalar } from "./define.ts";
import type { EsqlExample, EsqlFunction } from "./function.ts";
import { COLUMN } from "./type-sets.ts";
import { type EsqlScalar, valuesOf } from "./value.ts";
import { commonTypeOf, widener } from "./widen.ts";

interface SetTestDefinition {
  readonly name: string;
  readonly summary: string;
  readonly params: readonly [string, string];
  readonly test: (known: ReadonlySet<EsqlScalar>, asked: readonly EsqlScalar[]) => boolean;
  readonly examples: readonly EsqlExample[];
}

/** A question about two sets of values; null is a set without values, so that the answer is never null. */
export const setTest = ({ name, summary, params, test, examples }: SetTestDefinition): EsqlFunction =>
  scalar({
    name,
    summary,
    params: params.map((param) => ({ name: param, types: COLUMN })),
    nulls: "own",
    multi: "own",
    result: (args) => {
      const type = commonTypeOf(args);
      return isFault(type) ? type : "boolean";
    },
    prepare: (args) => {
      const type = commonTypeOf(args);
      if (isFault(type)) return type;
      const [first, second] = args.map((arg) => widener(arg.type, type));
      return ([a = null, b = null]) => test(new Set(valuesOf(first?.(a) ?? null)), valuesOf(second?.(b) ?? null));
    },
    examples,
  });
