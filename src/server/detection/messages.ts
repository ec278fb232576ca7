import type { EngineStats } from "../../engine/stats.ts";
import type { Triage, StoredAlert } from "../../store/alerts.ts";
import type { Position } from "../../store/journal/segment.ts";
import type { CatalogPaths } from "../rules/catalog.ts";

/** What the worker is started with. */
export interface WorkerSettings {
  readonly databasePath: string;
  readonly journalFolder: string;
  /** Begins the ids of events that came without one. */
  readonly storeId: string;
  readonly paths: CatalogPaths;
  readonly latenessMs: number;
  readonly end: Position;
  readonly retention: Retention;
  /** Where compiled code is kept; undefined: nowhere. */
  readonly compileCache: string | undefined;
}

/** When stored events and alerts are let go of. */
export interface Retention {
  /** Milliseconds. */
  readonly age: number;
  /** Bytes of the journal. */
  readonly bytes: number;
}

/** To the worker. Those with a `call` are answered by a reply of the same number. */
export type ToWorker =
  | { readonly kind: "journal"; readonly end: Position }
  | { readonly kind: "retention"; readonly retention: Retention }
  | { readonly kind: "reload"; readonly call: number }
  | { readonly kind: "triage"; readonly call: number; readonly ids: readonly string[]; readonly change: Triage }
  | { readonly kind: "stop" };

/** From the worker. */
export type FromWorker =
  | { readonly kind: "ready"; readonly summary: RulesSummary }
  | { readonly kind: "committed"; readonly position: Position; readonly alerts: readonly StoredAlert[]; readonly events: number }
  | { readonly kind: "stats"; readonly stats: WorkerStats }
  | { readonly kind: "reply"; readonly call: number; readonly result: RulesSummary | readonly StoredAlert[] }
  | { readonly kind: "failed"; readonly call: number; readonly message: string }
  | { readonly kind: "log"; readonly level: "info" | "warn" | "error"; readonly message: string; readonly details: object }
  /** The database cannot be written: `null` when it can again. */
  | { readonly kind: "trouble"; readonly message: string | null };

/** What came of loading the rules. */
export interface RulesSummary {
  readonly running: number;
  readonly unsupported: readonly { readonly ruleId: string; readonly reason: string }[];
  /** Ids of rules that start with empty state since what they do has changed. */
  readonly restarted: readonly string[];
  /** Errors, as lines of text. */
  readonly errors: readonly string[];
}

export interface WorkerStats {
  readonly engine: EngineStats;
  /** Events on which the engine failed. */
  readonly faults: number;
  readonly clockSkewMs: number;
  readonly heapBytes: number;
  readonly damagedBytes: number;
}
