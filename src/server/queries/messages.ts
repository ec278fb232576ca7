import type { Json, JsonObject } from "../../event/json.ts";
import type { BlockPlace } from "../../store/blocks.ts";
import type { HuntResult } from "../wire/hunt.ts";
import type { WireDiagnostic } from "../wire/json.ts";
import type { CatalogPaths } from "../rules/catalog.ts";

/** What the queries' thread is started with. */
export interface QueryWorkerSettings {
  readonly databasePath: string;
  readonly journalFolder: string;
  readonly storeId: string;
  readonly paths: CatalogPaths;
}

/** A hunt with its times read: epoch milliseconds. */
export interface HuntTask {
  readonly kind: "hunt";
  readonly language: "eql" | "kuery" | "lucene" | "esql";
  readonly query: string;
  readonly from: number;
  readonly to: number;
  readonly size: number;
  /** After which frame it goes on. */
  readonly after?: BlockPlace | undefined;
  /** Milliseconds that it may look. */
  readonly longestMs: number;
}

/** A rule's text over stored events, and the saved rule beside it. */
export interface TryTask {
  readonly kind: "try";
  readonly text: string;
  readonly format: "toml" | "json" | "yaml";
  readonly against: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** A search request of Elasticsearch over stored events. */
export interface SearchTask {
  readonly kind: "search";
  /** Names and patterns of indices; none: all. */
  readonly indices: readonly string[];
  /** In Elasticsearch's DSL, and in Lucene's syntax; both must hold. */
  readonly query?: JsonObject | undefined;
  readonly text?: string | undefined;
  readonly from: number;
  readonly size: number;
  /** The first counts most. None: the newest first. */
  readonly sort: readonly { readonly field: string; readonly descending: boolean }[];
  /** Patterns of fields that `_source` has; none: all. */
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  readonly aggregations?: JsonObject | undefined;
  /** Counted at the least; Infinity: all of them. */
  readonly counted: number;
  /** Milliseconds that it may look. */
  readonly longestMs: number;
}

export interface SearchFound {
  readonly total: number;
  /** There may be more. */
  readonly isLeast: boolean;
  readonly isTimedOut: boolean;
  readonly hits: readonly { readonly index: string; readonly id: string; readonly sort: readonly Json[]; readonly source: JsonObject }[];
  readonly aggregations?: JsonObject | undefined;
}

export type QueryTask = HuntTask | TryTask | SearchTask;

/** What trying came to: alerts as documents, by which of the two rules made them. */
export interface TryOutcome {
  readonly events: number;
  readonly milliseconds: number;
  readonly added: readonly JsonObject[];
  readonly removed: readonly JsonObject[];
  readonly same: number;
  readonly silence: string | null;
}

export type QueryAnswer = { readonly call: number } & (
  | { readonly result: HuntResult | TryOutcome | SearchFound }
  | { readonly fault: { readonly message: string; readonly diagnostics: readonly WireDiagnostic[] } }
);
