import { z } from "zod";
import type { JsonObject } from "../../event/json.ts";
import { type ExceptionStore, exceptionStore } from "../../store/exceptions.ts";
import { HttpError } from "../http/http-error.ts";
import type { Route } from "../http/route.ts";
import type { Service } from "../service.ts";
import { pageOf } from "./paging.ts";

/** What Kibana's API has routes for: exception lists, and their items. */
export interface ExceptionKind {
  readonly path: string;
  /** As faults call it. */
  readonly label: string;
  /** The key that tells one from others, besides `id`. */
  readonly key: "list_id" | "item_id";
  all(store: ExceptionStore): readonly JsonObject[];
  remove(store: ExceptionStore, name: string): void;
  /** Saves one as it was sent; gives what is kept. */
  keep(sent: JsonObject, by: string, service: Service): JsonObject;
}

const BODY = z.record(z.string(), z.json()).optional();

type Names = Readonly<Record<string, string>>;

/** `GET {path}?{key}=…`, and `GET {path}/_find`, which `?list_id=a,b` narrows. */
export const readingRoute = (kind: ExceptionKind): Route => ({
  method: "GET",
  path: [kind.path, `${kind.path}/_find`],
  access: "read",
  summary: `${kind.label}s`,
  handle({ path, query }, service) {
    if (!path.endsWith("/_find")) return { json: named(kind, query, service) };
    const lists = query["list_id"]?.split(",");
    const all = kind.all(exceptionStore(service.database));
    const chosen = all.filter((one) => lists?.includes(String(one["list_id"])) ?? true);
    return { json: pageOf(chosen, query, { size: 20, sizeName: "per_page" }) };
  },
});

/** `POST`, `PUT`, `DELETE {path}`: in force when they answer. */
export const changingRoute = (kind: ExceptionKind): Route => ({
  method: ["POST", "PUT", "DELETE"],
  path: kind.path,
  access: "admin",
  summary: `Makes, replaces or deletes an ${kind.label}`,
  body: "json",
  schema: BODY,
  async handle({ method, query, body, principal }, service) {
    const sent = (body ?? {}) as JsonObject;
    const changed = method === "DELETE" ? removed(kind, query, service) : kept(kind, method, sent, principal.name, service);
    await service.reload();
    return { json: changed };
  },
});

function removed(kind: ExceptionKind, query: Names, service: Service): JsonObject {
  const one = named(kind, query, service);
  kind.remove(exceptionStore(service.database), String(one[kind.key]));
  return one;
}

function kept(kind: ExceptionKind, method: string, sent: JsonObject, by: string, service: Service): JsonObject {
  if (method === "PUT") return kind.keep({ ...named(kind, namesIn(sent), service), ...sent }, by, service);
  const name = sent[kind.key];
  const isTaken = typeof name === "string" && kind.all(exceptionStore(service.database)).some((one) => one[kind.key] === name);
  if (isTaken) throw new HttpError(409, "conflict", `${kind.label} id: "${name}" already exists`);
  return kind.keep(sent, by, service);
}

function namesIn(sent: JsonObject): Names {
  const names: Record<string, string> = {};
  for (const key of ["id", "list_id", "item_id"]) if (typeof sent[key] === "string") names[key] = sent[key];
  return names;
}

/** By its key, or else its `id`. */
function named({ key, label, all }: ExceptionKind, query: Names, service: Service): JsonObject {
  const by = query[key] === undefined ? "id" : key;
  const found = all(exceptionStore(service.database)).find((one) => one[by] === query[by]);
  if (!found) throw new HttpError(404, "not_found", `${label} ${by}: "${query[by]}" does not exist`);
  return found;
}
