import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { parseIp } from "../event/ip.ts";
import { type EcsDocument, readPath, textOf } from "./ecs-document.ts";

/** Which member of a raw record becomes which field: dotted paths; of several rows for one field the first that has a value counts. */
export type Moves = readonly (readonly [from: string, to: string])[];

/** Copies what is there, as it is. */
export function moveFields(ecs: EcsDocument, record: JsonObject, moves: Moves): void {
  for (const [from, to] of moves) {
    const value = readPath(record, from);
    if (value !== undefined && ecs.get(to) === undefined) ecs.set(to, value);
  }
}

/** Sets an address below `side`: `address`, and `ip` where it is one (also in `related.ip`). */
export function setAddress(ecs: EcsDocument, side: string, value: Json | undefined): void {
  const address = textOf(value);
  ecs.set(`${side}.address`, address);
  if (address === undefined || parseIp(address) === undefined) return;
  ecs.set(`${side}.ip`, address);
  ecs.add("related.ip", address);
}

/** Without nulls, empty texts, empty lists and empty objects, at any depth; undefined where nothing remains. */
export function withoutEmpty(value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (!isJsonObject(value)) return value;
  const kept: JsonObject = {};
  let count = 0;
  for (const key of Object.keys(value)) {
    const inner = withoutEmpty(value[key]);
    if (inner === undefined) continue;
    Object.defineProperty(kept, key, { value: inner, enumerable: true, configurable: true, writable: true });
    count++;
  }
  return count > 0 ? kept : undefined;
}
