import { scalar } from "./define.ts";
import { ARITHMETIC, fail } from "./exceptions.ts";
import type { EsqlExample, EsqlFunction } from "./function.ts";
import { NUMERIC } from "./type-sets.ts";

interface UnaryMathDefinition {
  readonly name: string;
  readonly summary: string;
  readonly compute: (value: number) => number;
  /** What is wrong with an argument, for the warning. */
  readonly fault?: (value: number) => string | undefined;
  readonly examples: readonly EsqlExample[];
}

/** A function of one number that gives a double. */
export const unaryMath = ({ name, summary, compute, fault, examples }: UnaryMathDefinition): EsqlFunction =>
  scalar({
    name,
    summary,
    params: [{ name: "number", types: NUMERIC }],
    result: "double",
    evaluate: ([argument], context) => {
      const value = Number(argument);
      const wrong = fault?.(value);
      return wrong === undefined ? finite(compute(value), context) : fail(context, ARITHMETIC, wrong);
    },
    examples,
  });

/** Infinities and NaN are no values of ES|QL. */
export function finite(value: number, context: Parameters<typeof fail>[0]): number | null {
  return Number.isFinite(value) ? value : fail(context, ARITHMETIC, `not a finite double number: ${value}`);
}
