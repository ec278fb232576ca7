import { sep } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { renderNote } from "./guide-transform.ts";
import type { Rule, RuleQuery, RuleState, RuleType, Severity, Threat } from "./model.ts";
import { type RuleDocument, textSource } from "./read/document.ts";
import { flattenNewTerms } from "./types/new-terms.ts";
import { RULE_TYPE_TABLE } from "./types/table.ts";

/** The rule of a document in which {@link checkDocument} found no error, with defaults filled in. */
export function buildRule(document: RuleDocument): Rule {
  const { source, format } = document;
  const params = deepFreeze(apiForm(document));
  const type = params["type"] as RuleType;
  const query = queryOf(document, type, params);
  const index = params["index"] as readonly string[] | undefined;
  return Object.freeze({
    id: params["rule_id"] as string,
    name: params["name"] as string,
    type,
    description: params["description"] as string,
    severity: params["severity"] as Severity,
    riskScore: params["risk_score"] as number,
    state: stateOf(document, params),
    tags: (params["tags"] ?? NONE) as readonly string[],
    threat: threatOf(params),
    ...(index && { index }),
    ...(query && { query }),
    from: (params["from"] ?? "now-6m") as string,
    to: (params["to"] ?? "now") as string,
    interval: (params["interval"] ?? "5m") as string,
    maxSignals: (params["max_signals"] ?? 100) as number,
    buildingBlock: params["building_block_type"] !== undefined,
    ...fieldNames(params),
    params,
    metadata: deepFreeze(asObject(document.metadata)),
    ...(document.transform !== undefined && { transform: deepFreeze(asObject(document.transform)) }),
    source,
    format,
    spanOf: (path) => document.places().get(path)?.value,
    textAt: (path, text) => textSource(document, path, text),
  } satisfies Rule);
}

/** The keys as Kibana's API has them; what the repository's build does to a rule file's texts is done here too. */
function apiForm({ rule, format, transform }: RuleDocument): JsonObject {
  const flat = flattenNewTerms(rule);
  if (format !== "toml") return flat;
  const { description, note, threat } = flat;
  return {
    ...flat,
    ...(typeof description === "string" && { description: oneLine(description) }),
    ...(typeof note === "string" && isJsonObject(transform) && { note: renderNote(note, transform) }),
    ...(threat !== undefined && hasOpenReference(threat) && { threat: closeReferences(threat) }),
  };
}

/** Lines stripped and joined by one blank. */
const oneLine = (text: string): string =>
  text.includes("\n")
    ? text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .join(" ")
    : text.trim();

/** ATT&CK's addresses end in a slash; files may leave it out. */
const isOpen = (key: string, value: Json): value is string =>
  key === "reference" && typeof value === "string" && value.startsWith("https://") && !value.endsWith("/");

/** Most files write them whole and need no copy. */
function hasOpenReference(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasOpenReference);
  for (const key in value) if (isOpen(key, value[key] as Json) || hasOpenReference(value[key] as Json)) return true;
  return false;
}

function closeReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(closeReferences);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, isOpen(key, item) ? `${item}/` : closeReferences(item)]));
}

function queryOf(document: RuleDocument, type: RuleType, params: JsonObject): RuleQuery | undefined {
  const { query, language } = params;
  if (typeof query !== "string" || query.trim() === "") return undefined;
  return { language: String(language ?? RULE_TYPE_TABLE[type].languages[0]), source: textSource(document, "rule.query", query) };
}

/** A folder called `_deprecated` and the maturity decide before the switch. */
function stateOf({ source, metadata }: RuleDocument, params: JsonObject): RuleState {
  const maturity = isJsonObject(metadata) ? metadata["maturity"] : undefined;
  if (maturity === "deprecated" || source.name.split(sep).includes("_deprecated") || params["deprecated"] === true) return "deprecated";
  if (maturity === "development") return "development";
  return params["enabled"] === false ? "disabled" : "active";
}

function threatOf(params: JsonObject): readonly Threat[] {
  const entries = (params["threat"] ?? []) as unknown as readonly (Omit<Threat, "technique"> & Partial<Threat>)[];
  return Object.freeze(entries.map((entry) => Object.freeze({ technique: NONE, ...entry })));
}

const NONE: readonly never[] = Object.freeze([]);

type FieldNames = Pick<Rule, "timestampOverride" | "timestampOverrideOnly" | "timestampField" | "tiebreakerField" | "eventCategoryField">;

function fieldNames(params: JsonObject): FieldNames {
  const { timestamp_override, timestamp_field, tiebreaker_field, event_category_override } = params as Readonly<Record<string, string>>;
  return {
    ...(timestamp_override !== undefined && { timestampOverride: timestamp_override }),
    ...(timestamp_override !== undefined && params["timestamp_override_fallback_disabled"] === true && { timestampOverrideOnly: true }),
    ...(timestamp_field !== undefined && { timestampField: timestamp_field }),
    ...(tiebreaker_field !== undefined && { tiebreakerField: tiebreaker_field }),
    ...(event_category_override !== undefined && { eventCategoryField: event_category_override }),
  };
}

const asObject = (value: Json): JsonObject => (isJsonObject(value) ? value : {});

function deepFreeze<T extends Json>(value: T): T {
  if (Array.isArray(value)) for (const item of value) deepFreeze(item);
  else if (isJsonObject(value)) for (const key of Object.keys(value)) deepFreeze(value[key] as Json);
  return Object.freeze(value);
}
