import { evaluateDateMath } from "../../event/date-math.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";

/** Epoch milliseconds, both ends in it. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export const ALL_TIME: TimeSpan = { from: -8.64e15, to: 8.64e15 };

/** Outside of which no event satisfies a query of Elasticsearch's DSL, by what it says of `@timestamp`; maybe wider than need be. */
export function spanOfQuery(query: Json | undefined, now: number): TimeSpan {
  if (!isJsonObject(query)) return ALL_TIME;
  const { range, bool, constant_score: constant } = query;
  if (isJsonObject(range) && isJsonObject(range["@timestamp"])) return spanOfRange(range["@timestamp"], now);
  if (isJsonObject(constant)) return spanOfQuery(constant["filter"], now);
  if (!isJsonObject(bool)) return ALL_TIME;
  const required = [bool["must"], bool["filter"]].flatMap((list) => (Array.isArray(list) ? list : [list ?? null]));
  return required.map((each) => spanOfQuery(each, now)).reduce(common, ALL_TIME);
}

function spanOfRange({ gte, gt, lte, lt }: JsonObject, now: number): TimeSpan {
  const read = (value: Json | undefined, roundUp: boolean): number | undefined =>
    typeof value === "number" ? value : typeof value === "string" ? evaluateDateMath(value, now, roundUp) : undefined;
  return { from: read(gte ?? gt, false) ?? ALL_TIME.from, to: read(lte ?? lt, true) ?? ALL_TIME.to };
}

const common = (a: TimeSpan, b: TimeSpan): TimeSpan => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) });
