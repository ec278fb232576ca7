import { allOf, anyOf, NOTHING } from "./combine.ts";
import type { Predicate } from "./predicate.ts";

/** At most so many combinations are written out. */
const MAX_COMBINATIONS = 500;

/**
 * How many of so many optional clauses Elasticsearch's `minimum_should_match` asks for: `2`, `-1` (all but one), `75%`,
 * `-25%` (percentages are rounded toward zero); `3<90%` is all of up to three, 90 % of more, and several of these stand
 * in order. Undefined where it has another form.
 */
export function readMinimum(written: string | number, count: number): number | undefined {
  const text = String(written).trim();
  if (!text.includes("<")) return readAmount(text, count);
  let minimum: number | undefined = count;
  for (const part of text.replaceAll(/\s*<\s*/g, "<").split(/\s+/)) {
    const [, bound, amount = ""] = /^(\d+)<(.+)$/.exec(part) ?? [];
    if (bound === undefined) return undefined;
    if (count <= Number(bound)) return minimum;
    minimum = readAmount(amount, count);
    if (minimum === undefined) return undefined;
  }
  return minimum;
}

function readAmount(text: string, count: number): number | undefined {
  const parts = /^([+-]?\d+)(%?)$/.exec(text);
  if (!parts) return undefined;
  const given = Number(parts[1]);
  const amount = parts[2] ? Math.trunc((count * given) / 100) : given;
  return Math.max(0, given < 0 ? count + amount : amount);
}

/** So many of the items hold; undefined where writing it out would take too many combinations. */
export function atLeast(minimum: number, items: readonly Predicate[]): Predicate | undefined {
  if (minimum <= 1) return anyOf(items);
  if (minimum > items.length) return NOTHING;
  return choices(items.length, minimum) > MAX_COMBINATIONS ? undefined : anyOf(combinations(items, minimum).map(allOf));
}

/** Every choice of `size` items, each in their order. */
function combinations<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => combinations(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

/** How many choices of `size` out of `count` there are. */
function choices(count: number, size: number): number {
  let product = 1;
  for (let i = 1; i <= Math.min(size, count - size); i++) product = (product * (count - i + 1)) / i;
  return product;
}
