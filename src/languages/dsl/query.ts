import { type Diagnostic, didYouMean } from "../../diagnostics/index.ts";
import { isJsonObject, type Json } from "../../event/json.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { Language, LowerEnv } from "../language.ts";
import type { Place } from "../place.ts";
import { type DslContext, fault } from "./clause.ts";
import { CLAUSES } from "./clauses.ts";

/** Deeper than any real query, and than Elasticsearch allows (`indices.query.bool.max_nested_depth`). */
const MAX_DEPTH = 100;

/** A context whose `lower` knows every clause. */
export function createContext(
  env: LowerEnv,
  locate: (path: string) => Place,
  queryString?: Language,
): DslContext & { readonly diagnostics: Diagnostic[] } {
  let depth = 0;
  return {
    env,
    diagnostics: [],
    locate,
    queryString,
    lower: (query, path, context) => {
      if (++depth > MAX_DEPTH) {
        depth--;
        return fault(context, path, "T4102", `The query is nested deeper than ${MAX_DEPTH}`);
      }
      const predicate = lowerQuery(query, path, context);
      depth--;
      return predicate;
    },
  };
}

/** A query object: exactly one clause under its name. */
function lowerQuery(query: Json | undefined, path: string, context: DslContext): Predicate {
  const entries = isJsonObject(query) ? Object.entries(query) : [];
  const [entry] = entries;
  if (!entry || entries.length > 1) {
    const names = entries.map(([name]) => `\`${name}\``).join(", ");
    return fault(
      context,
      path,
      "T4102",
      entry ? `A query must hold one clause, not ${names}` : "A query must be an object with one clause",
    );
  }
  const [name, body] = entry;
  const at = path === "" ? name : `${path}.${name}`;
  const lower = CLAUSES.get(name);
  if (!lower) return fault(context, at, "T4101", `The query clause \`${name}\` is not supported`, didYouMean(name, CLAUSES.keys()));
  return lower({ name, body, path: at }, context);
}
