import { type FieldKind, type FieldType, familyOf } from "../event/field-type.ts";
import { foldAscii } from "../event/fold.ts";
import type { Scalar } from "../event/json.ts";
import { documentTerm, inferKind, type Term } from "../event/terms.ts";
import type { FieldSource, ReadField } from "./extract.ts";
import type { MatchRecord } from "./record.ts";
import { indexTokens, type TokenIndex } from "./token-index.ts";

/**
 * One field of the event at hand: read when first asked for, at most once an event, and so is each of its forms.
 * Callers must not keep or change what it returns.
 */
export interface FieldSlot {
  /** The values as they stand in the document. */
  values(record: MatchRecord): readonly Scalar[];
  /** The values as terms of the field's kind; those that cannot be of it are left out. */
  terms(record: MatchRecord): readonly Term[];
  /** The values as texts with ASCII letters in lower case; only for kinds whose terms are texts. */
  folded(record: MatchRecord): readonly string[];
  /** The values analysed. */
  tokens(record: MatchRecord): TokenIndex;
}

/** What is kept of one event; a form is absent until it is asked for. */
interface Kept {
  generation: number;
  values: readonly Scalar[];
  terms: readonly Term[] | undefined;
  folded: readonly string[] | undefined;
  tokens: TokenIndex | undefined;
}

/** @param only keep the values that the unknown field's own kind is inferred to be */
export function createSlot(source: FieldSource, field: FieldType, only?: FieldKind): FieldSlot {
  const whole = source.reader(field);
  const read = only === undefined ? whole : keepInferred(whole, only);
  const toTerms = compileTerms(field);
  const kept: Kept = { generation: -1, values: [], terms: undefined, folded: undefined, tokens: undefined };
  const refresh = (record: MatchRecord): void => {
    kept.generation = record.generation;
    kept.values = read(record);
    kept.terms = undefined;
    kept.folded = undefined;
    kept.tokens = undefined;
  };
  const values = (record: MatchRecord): readonly Scalar[] => {
    if (kept.generation !== record.generation) refresh(record);
    return kept.values;
  };
  const terms = (record: MatchRecord): readonly Term[] => {
    if (kept.generation !== record.generation) refresh(record);
    return (kept.terms ??= toTerms(kept.values));
  };
  return {
    values,
    terms,
    folded: (record) => {
      if (kept.generation !== record.generation) refresh(record);
      return (kept.folded ??= foldAll((kept.terms ??= toTerms(kept.values))));
    },
    tokens: (record) => {
      if (kept.generation !== record.generation) refresh(record);
      return (kept.tokens ??= indexTokens(kept.values));
    },
  };
}

function keepInferred(read: ReadField, only: FieldKind): ReadField {
  const fits = (value: Scalar): boolean => inferKind(value) === only;
  return (record) => {
    const values = read(record);
    return values.every(fits) ? values : values.filter(fits);
  };
}

/** Texts of a plain string field are terms already, which spares the copy. Versions compare as texts but match as written. */
function compileTerms(field: FieldType): (values: readonly Scalar[]) => readonly Term[] {
  const plain = familyOf(field.kind) === "string" && field.normalizer === undefined;
  return (values) => {
    if (values.length === 0 || (plain && values.every(isText))) return values;
    const terms: Term[] = [];
    for (const value of values) {
      const term = documentTerm(field, value);
      if (term !== undefined) terms.push(term);
    }
    return terms;
  };
}

const isText = (value: Scalar): boolean => typeof value === "string";

function foldAll(terms: readonly Term[]): readonly string[] {
  const [only] = terms;
  if (terms.length === 1) return [foldAscii(String(only))];
  return terms.map((term) => foldAscii(String(term)));
}
