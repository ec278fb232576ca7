import { DatabaseSync } from "node:sqlite";
import type { Alert } from "../../alerts/alert.ts";
import { alertStore } from "../../store/alerts.ts";
import { type Database, inTransaction, openDatabase } from "../../store/database.ts";
import { type FollowChanges, type FollowStore, followStore } from "../../store/follow-state.ts";

/** Where a follower keeps what it must know to go on. */
export interface FollowPlace extends Pick<FollowStore, "progress" | "state" | "memory"> {
  /** All of it is there afterwards, or nothing. */
  commit(changes: FollowChanges, alerts: readonly Alert[], now: number): void;
  close(): void;
}

export interface FollowPlaceOptions {
  /** The SQLite database. */
  readonly path: string;
  /** Tells followers that use one store apart. */
  readonly follower: string;
  /** Alerts go into the store, too. */
  readonly keepsAlerts: boolean;
}

/** Another process follows with this state. */
export class PlaceInUse extends Error {}

/**
 * Opens the state, and holds it until the process ends or `close`: two followers with one state would undo each other's work.
 * @throws {PlaceInUse}
 * @throws {StoreError} where the file is damaged or of a later version
 */
export function openPlace({ path, follower, keepsAlerts }: FollowPlaceOptions): FollowPlace {
  const database = openDatabase(path);
  const lock = takeLock(`${path}.lock`);
  const store = followStore(database, follower);
  const alertsOf = keepsAlerts ? alertStore(database) : undefined;
  return {
    progress: () => store.progress(),
    state: () => store.state(),
    memory: () => store.memory(),
    commit: (changes, alerts, now) =>
      inTransaction(database, () => {
        alertsOf?.add(alerts, now);
        store.save(changes);
      }),
    close() {
      database.close();
      lock.close();
    },
  };
}

/** A lock of the operating system, which the end of the process gives back whatever that end is. */
function takeLock(path: string): Database {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) throw new PlaceInUse(path);
    throw error;
  }
}
const SQLITE_BUSY = 5;
