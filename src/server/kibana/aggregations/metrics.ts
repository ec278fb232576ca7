import type { Alert } from "../../../alerts/alert.ts";
import type { Json, JsonObject } from "../../../event/json.ts";
import { formatTime, parseTime } from "../../../event/time.ts";
import { alertFields, alertReader } from "../alert-fields.ts";
import { type Aggregation, fieldOf } from "./aggregation.ts";

const valuesOf = (documents: readonly Alert[], parameters: JsonObject): readonly Json[] =>
  documents.flatMap(alertReader(fieldOf(parameters)));

/** Numbers as they are, dates as epoch milliseconds; what is neither is left out. */
function numbersOf(documents: readonly Alert[], parameters: JsonObject): readonly number[] {
  const isDate = alertFields().get(fieldOf(parameters))?.kind === "date";
  return valuesOf(documents, parameters).flatMap((value) => {
    const number = isDate && typeof value === "string" ? parseTime(value) : value;
    return typeof number === "number" ? [number] : [];
  });
}

/** A metric of the numbers of a field; of a date also as text. Without a value it is null. */
const ofNumbers = (measure: (numbers: readonly number[]) => number): Aggregation => ({
  parameters: ["field", "format"],
  hasBuckets: false,
  compute(documents, parameters) {
    const numbers = numbersOf(documents, parameters);
    const value = numbers.length === 0 ? null : measure(numbers);
    const isDate = alertFields().get(fieldOf(parameters))?.kind === "date";
    return { value, ...(isDate && value !== null && { value_as_string: formatTime(value) }) };
  },
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b));
const most = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b));

/** The aggregations that give one value. */
export const METRICS: Readonly<Record<string, Aggregation>> = {
  min: ofNumbers(least),
  max: ofNumbers(most),
  avg: ofNumbers((numbers) => sum(numbers) / numbers.length),
  sum: {
    parameters: ["field", "format"],
    hasBuckets: false,
    compute: (documents, parameters) => ({ value: sum(numbersOf(documents, parameters)) }),
  },
  value_count: {
    parameters: ["field"],
    hasBuckets: false,
    compute: (documents, parameters) => ({ value: valuesOf(documents, parameters).length }),
  },
  cardinality: {
    parameters: ["field", "precision_threshold"],
    hasBuckets: false,
    compute: (documents, parameters) => ({ value: new Set(valuesOf(documents, parameters)).size }),
  },
};
