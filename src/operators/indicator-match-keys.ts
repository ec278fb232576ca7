import { analyze } from "../event/analyze.ts";
import { type FieldType, familyOf } from "../event/field-type.ts";
import type { Scalar } from "../event/json.ts";
import { parseNumber } from "../event/number.ts";
import { documentTerm, literalTerm, type Term } from "../event/terms.ts";
import { exactNumber } from "../plan/field-query.ts";
import { dateKeys } from "./indicator-match-date.ts";
import { ipKeys } from "./indicator-match-ip.ts";
import type { Key, KeyMaker } from "./indicator-match-key.ts";

/** The keys of one event field; whatever the indicator's field is, its kind alone decides. */
export function createKeyMaker(field: FieldType): KeyMaker {
  switch (familyOf(field.kind)) {
    case "text":
      return { indicatorKeys: tokens, eventKeys: tokens };
    case "integer":
      return integerKeys(field);
    case "ip":
      return ipKeys();
    case "date":
      return dateKeys(field);
    case "object":
      return { indicatorKeys: () => NO_KEYS, eventKeys: () => undefined };
    case "unknown":
      return { indicatorKeys: anyKind, eventKeys: (value) => value };
    default:
      return { indicatorKeys: (value) => listOf(literalTerm(field, value)), eventKeys: (value) => documentTerm(field, value) };
  }
}

/** Text is analysed on both sides; one common token is enough (`match` joins tokens by «or»). */
const tokens = (value: Scalar): readonly Key[] => analyze(String(value));

/** On a field that no table knows, the event's value decides as what the indicator's is read. */
function anyKind(value: Scalar): readonly Key[] {
  const text = String(value);
  const number = typeof value === "boolean" ? undefined : parseNumber(text);
  const keys: Key[] = [text];
  if (number !== undefined) keys.push(number);
  if (text === "true" || text === "false") keys.push(text === "true");
  return keys;
}

/**
 * Whole numbers. A number past 2^53 in an event's JSON has lost its last digits, so it equals every exact one (written
 * as text, or an indicator's) that rounds to it, while exact ones equal each other by all their digits.
 */
function integerKeys(field: FieldType): KeyMaker {
  return {
    indicatorKeys: (value) => {
      const term = literalTerm(field, typeof value === "number" ? exactNumber(value, value) : value);
      return typeof term === "bigint" ? [term, roundedKey(Number(term))] : listOf(term);
    },
    eventKeys: (value) => {
      const term = documentTerm(field, value);
      if (typeof term === "bigint") return [term, Number(term)];
      return typeof term === "number" && !Number.isSafeInteger(term) ? [term, roundedKey(term)] : term;
    },
  };
}

/** Under which exact whole numbers are found by one that has lost its digits. */
const roundedKey = (value: number): Key => `~${value}`;

const NO_KEYS: readonly Key[] = [];
const listOf = (term: Term | undefined): readonly Key[] => (term === undefined ? NO_KEYS : [term]);
