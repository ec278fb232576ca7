import { createSource } from "../../diagnostics/index.ts";
import { isJsonObject } from "../../event/json.ts";
import { ALL, NOTHING } from "../../plan/combine.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { LowerEnv } from "../language.ts";
import { placeOf } from "../on-field.ts";
import { diagnosticIn } from "../place.ts";
import { type Clause, checkOptions, type DslContext, fault, malformed } from "./clause.ts";

// biome-ignore format: table
const OPTIONS: readonly string[] = [
  "query", "default_field", "fields", "default_operator", "analyze_wildcard", "allow_leading_wildcard", "lenient", "type", "time_zone",
  "quote_field_suffix", "escape", "enable_position_increments", "fuzzy_max_expansions",
];
const UTC = new Set(["UTC", "Z", "Zulu", "+00:00", "GMT"]);

/** `query_string`: a query in Lucene's syntax. */
export function lowerQueryString(clause: Clause, context: DslContext): Predicate {
  const { body, path } = clause;
  if (!isJsonObject(body) || typeof body.query !== "string") return malformed(context, clause, "needs a text under `query`");
  checkOptions(body, OPTIONS, clause, context);
  const { queryString } = context;
  if (!queryString) return fault(context, path, "T4101", "The query clause `query_string` is not supported here");
  if (body.time_zone !== undefined && body.time_zone !== null && !UTC.has(String(body.time_zone)))
    return fault(
      context,
      `${path}.time_zone`,
      "T4101",
      `The time zone \`${String(body.time_zone)}\` of a \`query_string\` clause is not supported`,
    );
  const field = fieldOf(clause, context);
  if (field === undefined) return NOTHING;
  const operator = String(body.default_operator ?? "or").toLowerCase();
  if (operator !== "and" && operator !== "or") return malformed(context, clause, "has an operator that is neither `and` nor `or`");
  return lowerText(body.query, `${path}.query`, context, { operator, ...(field !== "*" && { field }) });
}

/** The one field that words without a field are looked for in; `*` is every field, undefined (and a fault) several. */
function fieldOf({ body, path }: Clause, context: DslContext): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const given = body.fields ?? body.default_field ?? "*";
  const names = (Array.isArray(given) ? given : [given]).map((name) => String(name).replace(/\^[\d.]+$/, ""));
  const [name = "*"] = names;
  if (names.length <= 1 || names.includes("*")) return names.includes("*") ? "*" : name;
  fault(
    context,
    `${path}.fields`,
    "T4101",
    "A `query_string` clause over several fields is not supported",
    "write them in the query: `(a:x OR b:x)`",
  );
  return undefined;
}

function lowerText(text: string, path: string, context: DslContext, queryString: LowerEnv["queryString"]): Predicate {
  const language = context.queryString;
  if (!language) return NOTHING;
  const parsed = language.parse(createSource("query", text));
  const { plan, diagnostics } = language.lower(parsed, { ...context.env, ...(queryString && { queryString }) });
  for (const { code, message, hint, severity } of new Set([...parsed.diagnostics, ...diagnostics]))
    context.diagnostics.push(diagnosticIn(placeOf(path, context), code, message, { hint, severity }));
  const { root } = plan ?? {};
  return root === undefined ? NOTHING : root.kind === "filter" ? root.where : ALL;
}
