import type { JsonObject } from "../../../event/json.ts";
import type { EventData } from "../event.ts";
import { dataOf } from "../values.ts";

/** The event data of a record that has it beside everything else: all keys but the given ones. */
export function dataBeside(record: JsonObject, others: ReadonlySet<string>): EventData {
  const data = dataOf(record);
  for (const name of data.keys()) if (others.has(name)) data.delete(name);
  return data;
}
