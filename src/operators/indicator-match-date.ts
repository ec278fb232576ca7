import type { FieldType } from "../event/field-type.ts";
import { documentTerm } from "../event/terms.ts";
import { parseTime } from "../event/time.ts";
import { dateBound } from "../plan/date-bounds.ts";
import type { Bound } from "../plan/predicate.ts";
import type { Key, KeyMaker } from "./indicator-match-key.ts";

/** Begins of spans of one width (milliseconds), by the multiple of the width that they lie in. */
type Spans = Map<number, Set<number>>;

/**
 * Dates on a date field. A date of full precision is an instant; `2024-01-01` is the whole day, as in Elasticsearch's
 * `match`. Spans are kept by width: the few that can hold an instant lie in two neighbouring multiples of the width.
 */
export function dateKeys(field: FieldType): KeyMaker {
  const widths = new Map<number, Spans>();
  return {
    indicatorKeys: (value) => {
      const from = boundTime(dateBound(field, "gte", value), field);
      const to = dateBound(field, "lte", value);
      const end = boundTime(to, field);
      if (from === undefined || end === undefined) return [];
      if (to?.op !== "lt") return [from];
      addSpan(widths, from, end - from);
      return [spanKey(from, end - from)];
    },
    eventKeys: (value) => {
      const time = documentTerm(field, value);
      if (typeof time !== "number" || widths.size === 0) return time;
      const keys: Key[] = [time];
      for (const [width, spans] of widths) pushSpans(keys, time, width, spans);
      return keys;
    },
  };
}

/** Undefined for date math on `now`: an indicator's value is no query that could read a clock. */
function boundTime(bound: Bound | undefined, field: FieldType): number | undefined {
  if (bound === undefined || typeof bound.value === "object") return undefined;
  const time = documentTerm(field, bound.value) ?? parseTime(bound.value);
  return typeof time === "number" ? time : undefined;
}

function addSpan(widths: Map<number, Spans>, from: number, width: number): void {
  const spans: Spans = widths.get(width) ?? new Map<number, Set<number>>();
  widths.set(width, spans);
  const multiple = Math.floor(from / width);
  const begins = spans.get(multiple) ?? new Set<number>();
  spans.set(multiple, begins.add(from));
}

function pushSpans(keys: Key[], time: number, width: number, spans: Spans): void {
  const last = Math.floor(time / width);
  for (const multiple of [last - 1, last]) {
    for (const from of spans.get(multiple) ?? []) if (from <= time && time < from + width) keys.push(spanKey(from, width));
  }
}

const spanKey = (from: number, width: number): Key => `${from}+${width}`;
