/** What travels as JSON. The wire types import nothing outside this folder: the browser's code is built from them too. */
export type WireJson = string | number | boolean | null | readonly WireJson[] | { readonly [key: string]: WireJson };
export type WireObject = { readonly [key: string]: WireJson };

/** Every answer with a status of 400 and more. `diagnostics`: faults of a rule or a query, with their places. */
export interface ErrorReply {
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string };
  readonly diagnostics?: readonly WireDiagnostic[];
}

/** A fault in a text the user wrote: offsets are UTF-16, lines and columns 1-based. */
export interface WireDiagnostic {
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly hint?: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

export type Severity = "low" | "medium" | "high" | "critical";
