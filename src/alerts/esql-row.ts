import type { JsonObject } from "../event/json.ts";
import { ecsFields } from "../event/schema.ts";
import { formatTime } from "../event/time.ts";
import { type Alert, type AlertBuilder, ALERTS_INDEX, originalTime } from "./alert.ts";
import { parentOf } from "./ancestors.ts";
import { cleanSource } from "./clean.ts";
import { sha256 } from "./ids.ts";
import { layColumns } from "./lay-columns.ts";
import { reasonText } from "./reason.ts";

/** A row of an ES|QL rule that is of no single event. */
export interface EsqlResultRow {
  /** By dotted name. */
  readonly columns: JsonObject;
  /** The window it is a result of, epoch milliseconds, both ends in it. */
  readonly from: number;
  readonly to: number;
  /** Its place among the rows of the window, from 0. */
  readonly place: number;
}

/**
 * The alert of a row of aggregates: its columns alone. It is known by the window, the query and its place (Kibana hashes the
 * same), so that the next window that has the row alerts again.
 */
export function buildEsqlRowAlert(builder: AlertBuilder, { columns, from, to, place }: EsqlResultRow, slot: number): Alert {
  const { rule } = builder;
  const row = layColumns({}, columns);
  const { source, mirrored } = cleanSource(row, ecsFields());
  const id = sha256(formatTime(from), formatTime(to), rule.query?.source.text ?? "", `default:${rule.id}`, String(place));
  const presented = builder.presented(row);
  return {
    _id: id,
    _index: ALERTS_INDEX,
    ...source,
    ...builder.common([parentOf({}, { id: "", index: "" })], 1, slot, presented),
    "kibana.alert.uuid": id,
    "kibana.alert.reason": reasonText(row, presented.severity, presented.name),
    ...originalTime(row),
    ...mirrored,
  };
}
