import { PLAN, type StateEntry } from "../engine/state/journal.ts";
import type { Json } from "../event/json.ts";
import type { Database } from "./database.ts";
import type { Position } from "./journal/segment.ts";

/** How far the engine has read, and the sequence number from which events still wait for its clock. */
export interface EnginePosition extends Position {
  readonly waitingFrom: number | null;
}

/** The engine's state and how far it has read. Written within the caller's transaction. */
export interface EngineStateStore {
  save(entries: readonly StateEntry[], position: EnginePosition): void;
  /** All state, as `engine.restore` takes it. */
  entries(): Iterable<StateEntry>;
  /** Undefined before the first commit. */
  position(): EnginePosition | undefined;
  count(): number;
}

export function engineStateStore(database: Database): EngineStateStore {
  const put = database.prepare("INSERT OR REPLACE INTO state (rule, operator, key, value) VALUES (?, ?, ?, ?)");
  const remove = database.prepare("DELETE FROM state WHERE rule = ? AND operator = ? AND key = ?");
  const removeAll = database.prepare("DELETE FROM state WHERE rule = ?");
  // A plan's piece begins its rule's state anew: it comes before the others.
  const all = database.prepare("SELECT rule, operator, key, value FROM state ORDER BY operator <> ?");
  const meta = metaStore(database);
  return {
    save(entries, position) {
      for (const { rule, operator, key, state } of entries) {
        if (operator === PLAN) removeAll.run(rule);
        if (state === undefined) remove.run(rule, operator, key);
        else put.run(rule, operator, key, JSON.stringify(state));
      }
      meta.set("position", JSON.stringify(position));
    },
    *entries() {
      for (const row of all.iterate(PLAN)) {
        const { rule, operator, key, value } = row as { rule: string; operator: string; key: string; value: string };
        yield { rule, operator, key, state: JSON.parse(value) as Json };
      }
    },
    position() {
      const text = meta.get("position");
      return text === undefined ? undefined : (JSON.parse(text) as EnginePosition);
    },
    count: () => (database.prepare("SELECT count(*) AS n FROM state").get() as { n: number }).n,
  };
}

/** Single values by name. */
export interface MetaStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export function metaStore(database: Database): MetaStore {
  const read = database.prepare("SELECT value FROM meta WHERE key = ?");
  const write = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
  return {
    get: (key) => (read.get(key) as { value: string } | undefined)?.value,
    set: (key, value) => void write.run(key, value),
  };
}
