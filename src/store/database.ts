import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "./migrations.ts";

export type Database = DatabaseSync;

/** The database cannot be used: damaged, or written by a later version. The message says what to do. */
export class StoreError extends Error {}

export interface DatabaseOptions {
  /** Pages that the connection keeps in memory, in KiB. */
  readonly cacheKb?: number;
}

/** How long a connection waits for another one's transaction. */
const BUSY_MS = 10_000;

/**
 * Opens the database, making or migrating it where needed. Several connections may be open at once; one writes at a time.
 * A commit survives the end of the process; what a power failure takes back is found again in the journal.
 * @throws {StoreError} where the file is damaged or of a later version
 */
export function openDatabase(path: string, { cacheKb = 2_000 }: DatabaseOptions = {}): Database {
  mkdirSync(dirname(path), { recursive: true });
  try {
    const database = new DatabaseSync(path, { timeout: BUSY_MS });
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000;");
    database.exec(`PRAGMA cache_size = -${cacheKb};`);
    migrate(database, path);
    return database;
  } catch (error) {
    throw isDamage(error) ? new StoreError(damageText(path, error)) : error;
  }
}

/** SQLite says that the file is not what it wrote. */
export function isDamage(error: unknown): error is Error {
  if (!(error instanceof Error) || !("errcode" in error)) return false;
  const code = Number(error.errcode) & 0xff;
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
const SQLITE_FULL = 13;

/** The disk is full. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error &&
  (("errcode" in error && (Number(error.errcode) & 0xff) === SQLITE_FULL) || ("code" in error && error.code === "ENOSPC"));

export const damageText = (path: string, error: Error): string =>
  `the database ${path} is damaged (${error.message}). Move it and its -wal and -shm files away and start again: ` +
  "alerts are made anew from the journal as far as it reaches back; rules, exceptions, users and triage saved in it come from a backup";

/** Runs `work` in one transaction: all of it is there afterwards, or nothing. */
export function inTransaction<T>(database: Database, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function migrate(database: Database, path: string): void {
  const { user_version: version } = database.prepare("PRAGMA user_version").get() as { user_version: number };
  if (version > MIGRATIONS.length)
    throw new StoreError(`the database ${path} is of a later version of Tocsin (schema ${version}, this one knows ${MIGRATIONS.length})`);
  for (let next = version; next < MIGRATIONS.length; next++)
    inTransaction(database, () => {
      database.exec(MIGRATIONS[next] ?? "");
      database.exec(`PRAGMA user_version = ${next + 1}`);
    });
}
