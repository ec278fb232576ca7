import { type Diagnostic, isError } from "../../diagnostics/index.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import { allOf } from "../../plan/combine.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { Language, LowerEnv } from "../language.ts";
import type { Place } from "../place.ts";
import type { DslContext } from "./clause.ts";
import { lowerFilterList } from "./filters.ts";
import { createContext } from "./query.ts";

export interface LoweredDsl {
  /** Absent when there is an error among the diagnostics, and when no filter is enabled. */
  readonly predicate?: Predicate;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A rule's `filters`: Kibana filter objects, every enabled one must pass, negated ones must not.
 * @param queryString what the text of `query_string` is written in; without it the clause is a fault
 * @param locate where a dotted path below the list (`0.query.wildcard.file.path`, `` for the list) stands, if in a text
 */
export function lowerFilters(filters: Json, env: LowerEnv, locate: (path: string) => Place, queryString?: Language): LoweredDsl {
  const context = createContext(env, locate, queryString);
  const items = lowerFilterList(filters ?? [], "", context);
  return items.length === 0 ? { diagnostics: context.diagnostics } : finish(allOf(items), context);
}

/** An Elasticsearch query as a JSON object: `{ bool: { filter: [ … ] } }`. */
export function lowerDsl(
  query: JsonObject,
  env: LowerEnv,
  locate: (path: string) => Place = () => undefined,
  queryString?: Language,
): LoweredDsl {
  const context = createContext(env, locate, queryString);
  return finish(context.lower(query, "", context), context);
}

const finish = (predicate: Predicate, { diagnostics }: DslContext): LoweredDsl =>
  diagnostics.some(isError) ? { diagnostics } : { predicate, diagnostics };
