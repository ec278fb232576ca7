import type { FieldType } from "../event/field-type.ts";
import { createTermIndex, type TermIndex } from "./indicator-match-terms.ts";

/** The indexes that rules share: one for each field of the indicators and way of comparing. */
export interface TermIndexes {
  /** As {@link createTermIndex} takes them. */
  of(event: FieldType, value: FieldType, every: boolean): TermIndex;
}

export function createTermIndexes(): TermIndexes {
  const known = new Map<string, TermIndex>();
  return {
    of: (event, value, every) => {
      const key = JSON.stringify([comparison(event), reading(value), every]);
      const index = known.get(key) ?? createTermIndex(event, value, every);
      known.set(key, index);
      return index;
    },
  };
}

const comparison = ({ kind, normalizer, formats }: FieldType): unknown => [kind, normalizer, formats];
const reading = ({ path, kind, leafOf, nested, ignoreAbove, nullValue }: FieldType): unknown => [
  path,
  kind,
  leafOf,
  nested,
  ignoreAbove,
  nullValue,
];
