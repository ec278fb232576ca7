import type { Json, JsonObject } from "../../event/json.ts";
import type { Arena } from "../arena.ts";
import type { CompiledRule } from "../compile-rules.ts";
import type { Hit } from "../hit.ts";
import { loadOrder, loadTime, type SavedOrder, saveOrder, saveTime } from "./saved-order.ts";

interface SavedHit {
  readonly windowTime: number | null;
  readonly order: SavedOrder;
  readonly stages: readonly number[];
  readonly document: JsonObject;
}

/** A hit that waits, without its event, which is saved by itself. */
export function saveHit({ windowTime, order, stages, document }: Hit): Json {
  const saved: SavedHit = { windowTime: saveTime(windowTime), order: saveOrder(order), stages, document };
  return saved as unknown as Json;
}

export function loadHit(key: string, state: Json, rule: CompiledRule, arena: Arena): Hit {
  const { windowTime, order, stages, document } = state as unknown as SavedHit;
  return { rule, held: arena.regain(Number(key)), windowTime: loadTime(windowTime), order: loadOrder(order), stages, document };
}
