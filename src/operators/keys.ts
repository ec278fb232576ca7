import { type FieldType, familyOf } from "../event/field-type.ts";
import { formatIp } from "../event/ip.ts";
import type { JsonObject, Scalar } from "../event/json.ts";
import { compileField } from "../event/path.ts";
import { compareTerms, documentTerm, type Term } from "../event/terms.ts";
import { formatTime } from "../event/time.ts";
import type { JoinKey } from "../plan/plan.ts";

/** The most tuples that one event takes part with in one stage; more (long arrays in several keys) are dropped and counted. */
export const MAX_KEY_TUPLES = 1024;

/** One combination of join-key values of an event. */
export interface KeyTuple {
  /** Equal exactly when the tuples are: what state is kept by. */
  readonly id: string;
  /** As results show them: decimal numbers, canonical ips, dates, `true`/`false`; null for an optional key without value. */
  readonly values: readonly (string | null)[];
  /** Comparable forms, for ordering results by key. */
  readonly terms: readonly (Term | null)[];
}

export interface KeyOptions {
  /** How date keys are written: sequences as ISO 8601 with milliseconds, samples as epoch milliseconds. */
  readonly dates: "iso" | "epoch";
  /** Told how many tuples were dropped past {@link MAX_KEY_TUPLES}. */
  readonly onCapped?: (dropped: number) => void;
}

/** The tuples of an event, in order of key. */
export type KeyReader = (document: JsonObject) => readonly KeyTuple[];

/**
 * Reads the join-key tuples of an event for one stage: one per distinct element of an array key, all combinations of
 * several. A mandatory key without value gives none; an optional one is null, and null is a value like any other.
 */
export function compileKeys(keys: readonly JoinKey[], options: KeyOptions): KeyReader {
  if (keys.length === 0) return () => KEYLESS;
  const readers = keys.map((key) => compileKey(key, options.dates));
  const columns: (readonly KeyValue[])[] = [];
  return (document) => {
    for (let i = 0; i < readers.length; i++) {
      const values = (readers[i] as ColumnReader)(document);
      if (values.length === 0) return NO_TUPLES;
      columns[i] = values;
    }
    return combine(columns, options.onCapped);
  };
}

/** Orders tuples by key, place by place: null first, then by value (numbers by size, strings by code point). */
export function compareTuples(a: KeyTuple, b: KeyTuple): number {
  for (let i = 0; i < a.terms.length; i++) {
    const left = a.terms[i] ?? null;
    const right = b.terms[i] ?? null;
    const order = left === null || right === null ? Number(left !== null) - Number(right !== null) : compareTerms(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

interface KeyValue {
  readonly text: string | null;
  readonly term: Term | null;
}

type ColumnReader = (document: JsonObject) => readonly KeyValue[];

const KEYLESS: readonly KeyTuple[] = Object.freeze([Object.freeze({ id: "", values: [], terms: [] })]);
const NO_TUPLES: readonly KeyTuple[] = Object.freeze([]);
const NULL_VALUE: readonly KeyValue[] = Object.freeze([Object.freeze({ text: null, term: null })]);
const NO_VALUES: readonly KeyValue[] = Object.freeze([]);

function compileKey({ field, optional }: JoinKey, dates: KeyOptions["dates"]): ColumnReader {
  const absent = optional ? NULL_VALUE : NO_VALUES;
  if (field === null) return () => absent;
  const valuesOf = compileField(field);
  const textOf = compileText(field, dates);
  return (document) => {
    const values = valuesOf(document);
    return values.length === 0 ? absent : (distinct(values, field, textOf) ?? absent);
  };
}

/** Undefined where no element can be a value of the field's kind: as good as missing. */
function distinct(values: readonly Scalar[], field: FieldType, textOf: TextOf): readonly KeyValue[] | undefined {
  const found: KeyValue[] = [];
  const seen = values.length > 1 ? new Set<string>() : undefined;
  for (const value of values) {
    const term = documentTerm(field, value);
    if (term === undefined) continue;
    const text = textOf(term, value);
    if (seen?.has(text)) continue;
    seen?.add(text);
    found.push({ text, term });
  }
  return found.length === 0 ? undefined : found;
}

type TextOf = (term: Term, value: Scalar) => string;

function compileText(field: FieldType, dates: KeyOptions["dates"]): TextOf {
  const family = familyOf(field.kind);
  if (family === "ip") return (term) => (typeof term === "bigint" ? formatIp(term) : String(term));
  if (family === "version") return (_, value) => String(value);
  if (family === "date" && dates === "iso") return (term) => (typeof term === "number" ? formatTime(term) : String(term));
  return (term) => (typeof term === "number" ? decimal(term) : String(term));
}

/** Whole numbers without an exponent, as Elasticsearch prints a long. */
function decimal(value: number): string {
  const text = String(value);
  return text.includes("e") && Number.isInteger(value) ? BigInt(value).toString() : text;
}

/** All combinations, the last key varying fastest, up to the cap. */
function combine(columns: readonly (readonly KeyValue[])[], onCapped: KeyOptions["onCapped"]): readonly KeyTuple[] {
  if (columns.every(({ length }) => length === 1)) return [tuple(columns.map(([only]) => only as KeyValue))];
  let rows: readonly (readonly KeyValue[])[] = [[]];
  let total = 1;
  for (const column of columns) {
    total *= column.length;
    rows = widen(rows, column);
  }
  if (total > MAX_KEY_TUPLES) onCapped?.(total - MAX_KEY_TUPLES);
  const tuples = rows.map(tuple);
  return tuples.length > 1 ? tuples.sort(compareTuples) : tuples;
}

function widen(rows: readonly (readonly KeyValue[])[], column: readonly KeyValue[]): readonly (readonly KeyValue[])[] {
  const wider: (readonly KeyValue[])[] = [];
  for (const row of rows) {
    for (const value of column) {
      if (wider.length === MAX_KEY_TUPLES) return wider;
      wider.push([...row, value]);
    }
  }
  return wider;
}

function tuple(row: readonly KeyValue[]): KeyTuple {
  const values = row.map((part) => part.text);
  return { id: identify(values), values, terms: row.map((part) => part.term) };
}

/** The id of a tuple of these values: length-prefixed parts, so that no value can pass for two. */
export function identify(values: readonly (string | null)[]): string {
  let id = "";
  for (const value of values) id += value === null ? "-" : `${value.length}:${value}`;
  return id;
}
