import type { JsonObject } from "../../event/json.ts";
import { channelName, type WindowsShape } from "./event.ts";
import { shapeOf } from "./shapes.ts";

/** What a record of a Windows event log is, before it is read. */
export interface Recognised {
  readonly shape: WindowsShape;
  readonly channel: string;
  readonly provider: string | undefined;
}

/** Every integration of Windows asks about the same record; it is looked at once. */
const seen = new WeakMap<JsonObject, Recognised | null>();

/** Undefined where the record is of no Windows event log. */
export function recognise(record: JsonObject): Recognised | undefined {
  const known = seen.get(record);
  if (known !== undefined) return known ?? undefined;
  const shape = shapeOf(record);
  const channel = shape?.channel(record);
  const recognised = shape && channel !== undefined ? { shape, channel: channelName(channel), provider: shape.provider(record) } : null;
  seen.set(record, recognised);
  return recognised ?? undefined;
}
