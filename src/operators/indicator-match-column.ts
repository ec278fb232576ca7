import type { FieldType } from "../event/field-type.ts";
import type { JsonObject, Scalar } from "../event/json.ts";
import { compileField } from "../event/path.ts";
import { type Found, holds, sizeOf } from "./indicator-match-postings.ts";
import type { TermIndex } from "./indicator-match-terms.ts";

/** One field of the event at hand against one field of the indicators. */
export interface Column {
  readonly index: TermIndex;
  /** The event's field, and its place among the fields of the rule. */
  readonly field: string;
  readonly rank: number;
  /** Takes the next event; `generation` tells events apart. */
  load(document: JsonObject, generation: number): void;
  /** The event has a value. */
  hasValue(): boolean;
  /** What the event's values equal, in their order. */
  found(): readonly Found[];
  /** How many indicators that is, those of two values counted twice. */
  count(): number;
  /** The event's first value that equals the indicator's. */
  valueOf(ordinal: number): Scalar | undefined;
}

export function createColumn(field: FieldType, rank: number, index: TermIndex): Column {
  // A field inside nested objects lies in documents of its own, which a query on the event does not see.
  const read = field.nested === undefined ? compileField(field) : () => [];
  let values: readonly Scalar[] = [];
  let loaded = -1;
  const found: Found[] = [];
  return {
    index,
    field: field.name,
    rank,
    load: (document, generation) => {
      if (loaded === generation) return;
      loaded = generation;
      values = read(document);
      found.length = 0;
      for (let i = 0; i < values.length; i++) index.find(values[i] as Scalar, found);
    },
    hasValue: () => values.length > 0,
    found: () => found,
    count: () => found.reduce((sum, { posting }) => sum + sizeOf(posting), 0),
    valueOf: (ordinal) => found.find(({ posting }) => holds(posting, ordinal))?.value,
  };
}
