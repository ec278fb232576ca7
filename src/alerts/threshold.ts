import type { JsonObject } from "../event/json.ts";
import { formatTime } from "../event/time.ts";
import { type Alert, type AlertBuilder, ALERTS_INDEX } from "./alert.ts";
import { parentOf } from "./ancestors.ts";
import { mirror } from "./clean.ts";
import { eventAlertId, uuidV5 } from "./ids.ts";
import { reasonText } from "./reason.ts";

/** A bucket that reached its threshold. */
export interface ThresholdBucket {
  /** The grouping fields with the bucket's values, in the rule's order. */
  readonly terms: readonly { readonly field: string; readonly value: string | number | boolean }[];
  readonly cardinality?: readonly { readonly field: string; readonly value: number }[];
  readonly count: number;
  /** Times of the earliest and the latest event, epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** Kibana's namespace for the ids of threshold alerts' synthetic source documents. */
const NAMESPACE = "0684ec03-7201-4ee0-8ee0-3a3f6b2479b2";

/** The alert of a threshold rule: no source document, only the grouping fields and `kibana.alert.threshold_result`. */
export function buildThresholdAlert(builder: AlertBuilder, bucket: ThresholdBucket, slot: number): Alert {
  const { rule } = builder;
  const source: JsonObject = Object.fromEntries(bucket.terms.map(({ field, value }) => [field, value]));
  const mirrored: JsonObject = {};
  for (const { field, value } of bucket.terms) mirror(field, value, mirrored);
  const index = (rule.index ?? []).join(",");
  const sorted = [...bucket.terms].sort((a, b) => (a.field < b.field ? -1 : 1));
  const docId = uuidV5(
    NAMESPACE,
    `${rule.id}${formatTime(slot)}${bucket.terms.map((t) => t.field).join(",")}${sorted.map((t) => t.value).join(",")}`,
  );
  const identity = { id: docId, index };
  const id = eventAlertId(identity, rule.id);
  const presented = builder.presented(source);
  return {
    _id: id,
    _index: ALERTS_INDEX,
    ...source,
    ...builder.common([parentOf({}, identity)], 1, slot, presented),
    "kibana.alert.uuid": id,
    "kibana.alert.reason": reasonText(source, presented.severity, presented.name),
    "kibana.alert.original_time": formatTime(bucket.to),
    ...mirrored,
    "kibana.alert.threshold_result": {
      terms: bucket.terms.map((term) => ({ ...term })),
      ...(bucket.cardinality && { cardinality: bucket.cardinality.map((c) => ({ ...c })) }),
      count: bucket.count,
      from: formatTime(bucket.from),
    },
  };
}
