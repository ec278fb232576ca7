import { PLAN, type StateEntry } from "../engine/state/journal.ts";
import type { Json } from "../event/json.ts";
import type { Remembered } from "../integrations/normaliser.ts";
import type { Database } from "./database.ts";

/** What changed since the last commit of a follower. */
export interface FollowChanges {
  /** How far inputs and output are: plain JSON. */
  readonly progress: Json;
  readonly state: readonly StateEntry[];
  readonly memory: readonly Remembered[];
}

/** What one follower keeps. Written within the caller's transaction. */
export interface FollowStore {
  /** Undefined before the first commit. */
  progress(): Json | undefined;
  state(): Iterable<StateEntry>;
  memory(): Iterable<Remembered>;
  save(changes: FollowChanges): void;
}

export function followStore(database: Database, follower: string): FollowStore {
  const setProgress = database.prepare("INSERT OR REPLACE INTO followers (follower, progress) VALUES (?, ?)");
  const putState = database.prepare("INSERT OR REPLACE INTO follow_state (follower, rule, operator, key, value) VALUES (?, ?, ?, ?, ?)");
  const dropState = database.prepare("DELETE FROM follow_state WHERE follower = ? AND rule = ? AND operator = ? AND key = ?");
  const forget = database.prepare("DELETE FROM follow_state WHERE follower = ? AND rule = ?");
  const putMemory = database.prepare("INSERT OR REPLACE INTO follow_memory (follower, memory, key, value) VALUES (?, ?, ?, ?)");
  const dropMemory = database.prepare("DELETE FROM follow_memory WHERE follower = ? AND memory = ? AND key = ?");
  return {
    progress() {
      const row = database.prepare("SELECT progress FROM followers WHERE follower = ?").get(follower);
      return row && (JSON.parse(String(row["progress"])) as Json);
    },
    *state() {
      // A rule's plan begins its state anew, so it comes before all that it has.
      for (const which of ["=", "<>"]) {
        const query = `SELECT rule, operator, key, value FROM follow_state WHERE follower = ? AND operator ${which} '${PLAN}'`;
        for (const { rule, operator, key, value } of database.prepare(query).iterate(follower) as Iterable<StoredState>)
          yield { rule, operator, key, state: JSON.parse(value) as Json };
      }
    },
    *memory() {
      const rows = database.prepare("SELECT memory, key, value FROM follow_memory WHERE follower = ? ORDER BY id").iterate(follower);
      for (const { memory, key, value } of rows as Iterable<StoredMemory>) yield { memory, key, value: JSON.parse(value) as Json };
    },
    save({ progress, state, memory }) {
      setProgress.run(follower, JSON.stringify(progress));
      for (const { rule, operator, key, state: value } of state) {
        if (operator === PLAN) forget.run(follower, rule);
        if (value === undefined) dropState.run(follower, rule, operator, key);
        else putState.run(follower, rule, operator, key, JSON.stringify(value));
      }
      for (const { memory: name, key, value } of memory)
        if (value === undefined) dropMemory.run(follower, name, key);
        else putMemory.run(follower, name, key, JSON.stringify(value));
    },
  };
}

type StoredState = Readonly<Record<"rule" | "operator" | "key" | "value", string>>;
type StoredMemory = Readonly<Record<"memory" | "key" | "value", string>>;
