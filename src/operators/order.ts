import { compileField } from "../event/path.ts";
import type { FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import { compareTerms, documentTerm, type Term } from "../event/terms.ts";

/** Which fields decide the order of events. */
export interface OrderFields {
  /** A date field; the order time. */
  readonly timestamp: FieldType;
  /** Compared where times are equal; events without it come after those with it. */
  readonly tiebreaker?: FieldType | undefined;
  /** A second tie-breaker, compared likewise: rules use `event.sequence`. */
  readonly sequence?: FieldType | undefined;
}

/** Where an event stands in the order, apart from its position. */
export interface OrderKey {
  /** Epoch milliseconds, with fractions where the field has nanoseconds; undefined where no time can be read. */
  readonly time: number | undefined;
  readonly tie: Term | undefined;
  readonly sequence: Term | undefined;
}

/** Reads a document's place in the order: one look at each field, no allocation but the key. */
export function compileOrder(fields: OrderFields): (document: JsonObject) => OrderKey {
  const timeOf = compileTime(fields.timestamp);
  const tieOf = fields.tiebreaker ? compileFirstTerm(fields.tiebreaker) : none;
  const sequenceOf = fields.sequence ? compileFirstTerm(fields.sequence) : none;
  return (document) => ({ time: timeOf(document), tie: tieOf(document), sequence: sequenceOf(document) });
}

/** The first readable time of a date field, in epoch milliseconds. */
function compileTime(field: FieldType): (document: JsonObject) => number | undefined {
  const termOf = compileFirstTerm(field);
  return (document) => {
    const term = termOf(document);
    return typeof term === "number" && Number.isFinite(term) ? term : undefined;
  };
}

/**
 * Elasticsearch's order of EQL input: time, then tiebreaker, missing ones last. What compares equal stays in the order
 * it came in (its position), so sort stably or compare positions next.
 */
export function compareOrder(a: OrderKey, b: OrderKey): number {
  if (a.time !== b.time) return a.time === undefined ? 1 : b.time === undefined ? -1 : a.time - b.time;
  return compareLast(a.tie, b.tie) || compareLast(a.sequence, b.sequence);
}

const none = (): undefined => undefined;

function compileFirstTerm(field: FieldType): (document: JsonObject) => Term | undefined {
  const valuesOf = compileField(field);
  return (document) => {
    for (const value of valuesOf(document)) {
      const term = documentTerm(field, value);
      if (term !== undefined) return term;
    }
    return undefined;
  };
}

function compareLast(a: Term | undefined, b: Term | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return compareTerms(a, b);
}
