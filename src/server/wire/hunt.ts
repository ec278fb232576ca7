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
}

export interface HuntResult {
  readonly scanned: number;
  readonly milliseconds: number;
  /** Not all stored events were looked at: the time allowed was over, or the size reached. */
  readonly truncated: boolean;
  readonly diagnostics: readonly WireDiagnostic[];
  readonly histogram: Histogram;
  readonly result: HuntRows;
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
