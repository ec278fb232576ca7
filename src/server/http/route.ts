import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { ZodType } from "zod";
import type { Principal } from "../auth/principal.ts";
import type { Service } from "../service.ts";
import type { Limited } from "./rate-limits.ts";

/** Who may ask: nobody in particular, anybody with a key or password, shippers, or people of at least a role. */
export type Access = "public" | "any" | "ingest" | "read" | "triage" | "admin";

/** Whose manners answers and faults have: Elasticsearch's, Kibana's, or our own. */
export type Family = "elasticsearch" | "kibana" | "tocsin";

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One operation of the API: one file, one line in its family's table. */
export interface Route {
  readonly method: Method | readonly Method[];
  /** `:name` is a parameter. */
  readonly path: string | readonly string[];
  readonly access: Access;
  /** What it costs is counted by client, and bounded. */
  readonly limit?: Limited;
  /** Whether its requests are written into the audit log. Default: those of admins and triage that change something. */
  readonly isAudited?: boolean;
  /** For the OpenAPI document. */
  readonly summary: string;
  /** How the body is read. Default: not at all. */
  readonly body?: "json" | "bytes";
  /** What a JSON body must look like; checked before `handle`. */
  readonly schema?: ZodType;
  /** What the query string must look like. */
  readonly query?: ZodType;
  handle(call: Call, service: Service): Answer | Promise<Answer>;
}

/** The routes that have the same manners. */
export interface RouteFamily {
  readonly family: Family;
  readonly routes: readonly Route[];
}

/** A request, checked. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Parsed where the route says json, bytes where it says bytes, else empty. */
  readonly body: unknown;
  readonly bytes: Buffer;
  readonly principal: Principal;
  readonly ip: string;
  readonly isSecure: boolean;
  /** The client has gone away. */
  readonly signal: AbortSignal;
}

export interface Answer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text or bytes as they are with the content type of the headers. */
  readonly json?: unknown;
  readonly text?: string | Buffer;
  readonly stream?: Readable;
}
