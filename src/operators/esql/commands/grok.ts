import { compileGrok, type GrokMatcher } from "../../../patterns/grok/grok.ts";
import type { EsqlType } from "../../../functions/esql/type.ts";
import { type EsqlScalar, valueOf, valuesOf } from "../../../functions/esql/value.ts";
import type { EsqlColumn } from "../../../plan/esql.ts";
import { type CompileCommand, compileOver, type EsqlContext } from "../context.ts";
import { withColumns } from "../layout.ts";
import { through } from "../row.ts";

/** Columns from what a pattern captures; the first pattern that matches counts. Each of several values is matched by itself. */
export const grok: CompileCommand<"grok"> = ({ input, patterns, outputs }, before, context) => {
  const matchers = patterns.map((pattern) => matcherOf(pattern, outputs));
  const read = compileOver(input, before, context);
  const [layout, slots] = withColumns(before, outputs);
  return {
    layout,
    connect: (next) =>
      through(next, (row) => {
        const gathered: EsqlScalar[][] = outputs.map(() => []);
        for (const text of valuesOf(read(row))) gather(String(text), matchers, gathered, context);
        slots.forEach(({ index }, i) => {
          row.values[index] = valueOf(gathered[i] ?? []);
        });
        next.push(row);
      }),
  };
};

interface Matcher {
  readonly grok: GrokMatcher;
  /** By output of the pattern: which output of the command it is, and how its text becomes a value. */
  readonly places: readonly { readonly output: number; readonly convert: (text: string) => EsqlScalar | undefined }[];
}

function matcherOf(pattern: string, outputs: readonly EsqlColumn[]): Matcher {
  const { ok, fault } = compileGrok(pattern);
  if (!ok) throw new Error(`the plan's GROK pattern is faulty: ${fault}`);
  const places = ok.outputs.map(({ name, type }) => ({
    output: outputs.findIndex((output) => output.name === name),
    convert: converterOf(type),
  }));
  return { grok: ok, places };
}

function gather(text: string, matchers: readonly Matcher[], gathered: readonly EsqlScalar[][], { counts }: EsqlContext): void {
  for (const { grok: matcher, places } of matchers) {
    const captured = matcher.match(text);
    if (captured === "exhausted") counts.grok++;
    if (captured === undefined || captured === "exhausted") continue;
    places.forEach(({ output, convert }, i) => {
      for (const each of captured[i] ?? []) {
        const value = convert(each);
        if (value !== undefined) gathered[output]?.push(value);
      }
    });
    return;
  }
}

/** A text that is no such value is left out. */
function converterOf(type: EsqlType): (text: string) => EsqlScalar | undefined {
  switch (type) {
    case "integer":
    case "long":
      return (text) => whole(text, type === "integer" ? 2n ** 31n : 2n ** 63n);
    case "double":
      return (text) => (text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text));
    case "boolean":
      return (text) => text.toLowerCase() === "true";
    default:
      return (text) => text;
  }
}

function whole(text: string, bound: bigint): number | bigint | undefined {
  const digits = text.startsWith("+") || text.startsWith("-") ? text.slice(1) : text;
  if (digits === "" || [...digits].some((digit) => digit < "0" || digit > "9")) return undefined;
  const value = text.startsWith("-") ? -BigInt(digits) : BigInt(digits);
  if (value < -bound || value >= bound) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
