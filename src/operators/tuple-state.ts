import type { FieldType } from "../event/field-type.ts";
import type { Scalar } from "../event/json.ts";
import { documentTerm, type Term } from "../event/terms.ts";
import { identify, type KeyTuple } from "./keys.ts";

/** A tuple of values as state keeps it: JSON. Its id follows from the values. */
export interface SavedTuple {
  readonly values: readonly (string | null)[];
  /** Null: too large for a JSON number, read from the text again. */
  readonly terms: readonly (Scalar | null)[];
}

export const saveTuple = ({ values, terms }: KeyTuple): SavedTuple => ({
  values,
  terms: terms.map((term) => (typeof term === "bigint" ? null : term)),
});

/** The tuple as it was before it was saved, over the same fields. */
export function loadTuple({ values, terms }: SavedTuple, fields: readonly FieldType[]): KeyTuple {
  const load = (text: string | null, i: number): Term | null =>
    terms[i] ?? (text === null ? null : (documentTerm(fields[i] as FieldType, text) ?? null));
  return { id: identify(values), values, terms: values.map(load) };
}

/**
 * The values of a tuple as the keys of an Elasticsearch composite aggregation: numbers, dates as epoch milliseconds,
 * booleans, else text. An integer past 2^53 is its decimal text.
 */
export const shownValues = ({ values, terms }: KeyTuple, fields: readonly FieldType[]): readonly Scalar[] =>
  fields.map((field, i) => {
    const term = terms[i] ?? null;
    return term === null || typeof term === "bigint" || field.kind === "version" ? (values[i] ?? "") : term;
  });
