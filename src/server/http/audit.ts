import { type Json, isJsonObject, type JsonObject } from "../../event/json.ts";
import { auditStore } from "../../store/audit.ts";
import type { Service } from "../service.ts";
import type { Call, Route } from "./route.ts";

/** A request that came to its end. */
export interface Audited extends Pick<Call, "method" | "params" | "query" | "body" | "principal"> {
  readonly route: Route;
  /** What was answered. */
  readonly answer: unknown;
  readonly address: string;
  readonly status: number;
}

/** Fields that say which thing was changed, and how. Whatever is not here is never kept: passwords, keys, texts of rules. */
const NAMING = (
  "id ids rule_id item_id list_id signal_ids name role action status enabled query overwrite dry_run addTags removeTags " +
  "addAssignees removeAssignees tags assignees retentionDays retentionBytes"
).split(" ");
const MOST_TEXT = 200;
const MOST_LISTED = 20;

/** Whether a route's requests are written down: those that change something people see. Events are what shippers send, and are counted. */
export const isAudited = ({ access, isAudited: own }: Route, method: string): boolean =>
  own ?? (method !== "GET" && method !== "HEAD" && (access === "admin" || access === "triage"));

/** Writes down who changed what, in the database and the log. Never the reason why a request fails. */
export function writeAudit({ route, method, principal, address, status, ...asked }: Audited, service: Service): void {
  const { kind, role } = principal;
  // Whoever logs in is nobody yet.
  const who = kind === "nobody" ? shown((asked.body as { readonly name?: unknown } | undefined)?.name ?? "") : principal.name;
  const paths = typeof route.path === "string" ? [route.path] : route.path;
  const entry = { who: String(who), kind, role, address, action: `${method} ${paths[0] ?? ""}`, subject: subjectOf(asked), status };
  service.options.log("info", "audit", entry);
  try {
    auditStore(service.database).add({ time: Date.now(), ...entry });
  } catch (error) {
    service.options.log("error", `the audit log cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function subjectOf({ params, query, body, answer }: Pick<Audited, "params" | "query" | "body" | "answer">): JsonObject {
  const subject: JsonObject = {};
  // What was made is named by the answer alone.
  for (const source of [answer, query, body, params])
    if (isJsonObject(source)) for (const name of NAMING) if (Object.hasOwn(source, name)) subject[name] = shown(source[name]);
  return subject;
}

function shown(value: unknown): Json {
  if (typeof value === "string") return value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}…` : value;
  if (Array.isArray(value))
    return [...value.slice(0, MOST_LISTED).map(shown), ...(value.length > MOST_LISTED ? [`and ${value.length - MOST_LISTED} more`] : [])];
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  return JSON.stringify(value ?? null).slice(0, MOST_TEXT);
}
