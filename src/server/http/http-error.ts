import type { Diagnostic } from "../../diagnostics/index.ts";
import type { WireDiagnostic } from "../wire/json.ts";

/** A request that cannot be done as asked. What it says goes to the client: never a stack, a path or a secret. */
export class HttpError extends Error {
  readonly status: number;
  /** Elasticsearch's name of the fault, or ours. */
  readonly type: string;
  readonly hint: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Faults of a rule or query in the request. */
  readonly diagnostics: readonly Diagnostic[];
  /** The same, with their places worked out already. */
  readonly wire: readonly WireDiagnostic[];

  constructor(
    status: number,
    type: string,
    message: string,
    more: Partial<Pick<HttpError, "hint" | "headers" | "diagnostics" | "wire">> = {},
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.hint = more.hint;
    this.headers = more.headers ?? {};
    this.diagnostics = more.diagnostics ?? [];
    this.wire = more.wire ?? [];
  }
}

export const badRequest = (message: string, hint?: string): HttpError =>
  new HttpError(400, "bad_request", message, hint === undefined ? {} : { hint });
export const notFound = (what: string): HttpError => new HttpError(404, "not_found", what);
