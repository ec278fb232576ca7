import type { Histogram } from "./alerts.ts";
import type { WireDiagnostic, WireJson, WireObject } from "./json.ts";

/** `POST /api/tocsin/hunt`: a query over stored events. Faults of the query: status 400 with diagnostics. */
export interface HuntQuery {
  readonly language: "eql" | "kuery" | "lucene" | "esql";
  readonly query: string;
  readonly from: string;
  readonly to: string;
  /** 1–10,000; default 500. */
  readonly size?: number;
  /** Where an earlier answer stopped: its `next`. With that answer's `from` and `to`. */
  readonly after?: string;
  /** How long it may look, in seconds: 1–300; default 30. */
  readonly seconds?: number;
}

export interface HuntResult {
  /** Events looked at, and of them those that fit; of the latter the newest are in `result`. */
  readonly scanned: number;
  readonly found: number;
  readonly milliseconds: number;
  /** The time that was looked at: what was asked for, as far as there are events. */
  readonly from: string;
  readonly to: string;
  /** Null: all of it was looked at. */
  readonly stopped: HuntStop | null;
  readonly diagnostics: readonly WireDiagnostic[];
  readonly histogram: Histogram;
  readonly result: HuntRows;
}

/** Where a hunt stopped, and why. */
export interface HuntStop {
  /** `time`: it may look no longer. `full`: it holds as many events as it may, for a query that looks at several at once. */
  readonly why: "time" | "full";
  /** All that is later was looked at. */
  readonly at: string;
  /** For `after`: what is found then is added to what was. Null: a query that looks at several events at once begins anew. */
  readonly next: string | null;
}

export type HuntRows =
  | { readonly kind: "events"; readonly events: readonly WireObject[] }
  | {
      readonly kind: "sequences";
      readonly sequences: readonly { readonly joinKeys: readonly (string | null)[]; readonly events: readonly (WireObject | null)[] }[];
    }
  | {
      readonly kind: "table";
      readonly columns: readonly { readonly name: string; readonly type: string }[];
      readonly rows: readonly (readonly WireJson[])[];
      readonly warnings: readonly string[];
    };
