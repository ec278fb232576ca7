import { shipperObjectStore } from "../../store/shipper-objects.ts";
import { sourceStore } from "../../store/sources.ts";
import { HttpError } from "../http/http-error.ts";
import { indexTest } from "../queries/search.ts";
import type { Service } from "../service.ts";

/** Indices that a request names: `a,b-*`; none where it names all. */
export const indicesOf = (text: string | undefined): readonly string[] =>
  (text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** Whether there is an index of that name: events came for it, or a shipper made it. */
export function hasIndex(name: string, { database }: Service): boolean {
  const objects = shipperObjectStore(database);
  const kinds = ["index", "alias", "_data_stream"];
  return kinds.some((kind) => objects.get(kind, name) !== undefined) || sourceStore(database).has(name);
}

/** @throws {HttpError} 404 for one without `*` that is not there */
export function checkIndices(names: readonly string[], service: Service): void {
  const missing = names.find((name) => name !== "_all" && !/[*]|^-/.test(name) && !hasIndex(name, service));
  if (missing !== undefined) throw new HttpError(404, "index_not_found_exception", `no such index [${missing}]`);
}

/** What came for an index, from all of its shippers. */
export interface IndexFacts {
  readonly name: string;
  /** Since the data folder was made: retention takes nothing off. */
  readonly events: number;
  readonly bytes: number;
}

/** Indices that events came for, by name. */
export function indexFacts(names: readonly string[], { database }: Service): readonly IndexFacts[] {
  const facts = new Map<string, IndexFacts>();
  const isWanted = indexTest(names);
  for (const { index: name, events, bytes } of sourceStore(database).all()) {
    if (name === "" || !isWanted(name)) continue;
    const known = facts.get(name);
    facts.set(name, { name, events: events + (known?.events ?? 0), bytes: bytes + (known?.bytes ?? 0) });
  }
  return [...facts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
