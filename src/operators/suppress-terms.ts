import { createHash } from "node:crypto";
import { type FieldType, familyOf } from "../event/field-type.ts";
import { formatIp } from "../event/ip.ts";
import { isJsonObject, type Json, type JsonObject, type Scalar } from "../event/json.ts";
import { compileField } from "../event/path.ts";
import { compareTerms, documentTerm, type Term } from "../event/terms.ts";
import { formatTime } from "../event/time.ts";
import { compileWritten } from "../event/written-value.ts";
import type { SuppressOp } from "../plan/rule-plan.ts";
import { compileKeys } from "./keys.ts";
import type { SuppressionTerm } from "./suppress-types.ts";

/** A group that a document belongs to. */
export interface SuppressionGroup {
  readonly instance: string;
  readonly terms: readonly SuppressionTerm[];
}

/** The groups of a document: one, with `each` maybe several; none where a field is missing and that is not to be suppressed. */
export type GroupReader = (document: JsonObject) => readonly SuppressionGroup[];

export interface GroupScope {
  readonly ruleId: string;
  readonly space: string;
  /** Told how many groups of a document were dropped past `MAX_KEY_TUPLES`. */
  readonly onCapped: (dropped: number) => void;
}

export function compileGroups(op: SuppressOp, scope: GroupScope): GroupReader {
  const rowsOf = op.values === "each" ? eachValue(op, scope.onCapped) : wholeValues(op);
  const names = op.fields.map((field) => field.name);
  return (document) =>
    rowsOf(document).map((row) => {
      const terms = names.map((field, i) => ({ field, value: row[i] ?? null }));
      return { instance: instanceId(terms, scope), terms };
    });
}

/** Hex SHA-256 of terms, rule and space as JSON: Kibana hashes the same parts, with a library of its own. */
const instanceId = (terms: readonly SuppressionTerm[], { ruleId, space }: GroupScope): string =>
  createHash("sha256")
    .update(JSON.stringify([terms, ruleId, space]))
    .digest("hex");

type Row = readonly SuppressionTerm["value"][];

/** As Elasticsearch's composite aggregation: a bucket for each combination of the fields' distinct values. */
function eachValue({ fields, missing }: SuppressOp, onCapped: (dropped: number) => void): (document: JsonObject) => readonly Row[] {
  const keys = fields.map((field) => ({ field, optional: missing === "suppress" }));
  const tuplesOf = compileKeys(keys, { dates: "epoch", onCapped });
  return (document) => tuplesOf(document).map(({ values, terms }) => terms.map((term, i) => plainTerm(term, values[i] ?? null)));
}

const plainTerm = (term: Term | null, text: string | null): Scalar | null =>
  typeof term === "number" || typeof term === "boolean" ? term : text;

function wholeValues({ fields, missing, values }: SuppressOp): (document: JsonObject) => readonly Row[] {
  const readers = fields.map(values === "whole" ? fieldValues : sourceValue);
  return (document) => {
    const row = readers.map((read) => read(document));
    return missing === "doNotSuppress" && row.includes(null) ? [] : [row];
  };
}

type ValueReader = (document: JsonObject) => SuppressionTerm["value"];

/** As Elasticsearch's `fields` gives a field: a list of all its values in the field's kind. Sorted; null where it has none. */
function fieldValues(field: FieldType): ValueReader {
  const valuesOf = compileField(field);
  return (document) => {
    const typed: (readonly [Term, Scalar])[] = [];
    for (const value of valuesOf(document)) {
      const term = documentTerm(field, value);
      if (term !== undefined) typed.push([term, kindText(field, term, value)]);
    }
    return typed.length === 0 ? null : typed.sort(([a], [b]) => compareAny(a, b)).map(([, value]) => value);
  };
}

function kindText(field: FieldType, term: Term, value: Scalar): Scalar {
  if (typeof term === "bigint") return familyOf(field.kind) === "ip" ? formatIp(term) : String(term);
  if (typeof term === "number" && familyOf(field.kind) === "date") return formatTime(term);
  return familyOf(field.kind) === "version" ? value : term;
}

/** What stands in the document under a field's name, however that is spelt: one value or a list, sorted. */
function sourceValue({ path }: FieldType): ValueReader {
  const written = compileWritten(path);
  return (document) => {
    const value = written(document);
    if (!Array.isArray(value)) return isJsonObject(value) ? null : (value ?? null);
    return value.filter(isScalar).sort(compareAny);
  };
}

const isScalar = (value: Json): value is Scalar => value !== null && typeof value !== "object";

/** Values of one type by value, those of different types by type. */
const compareAny = (a: Term, b: Term): number => (typeof a === typeof b ? compareTerms(a, b) : typeof a < typeof b ? -1 : 1);
