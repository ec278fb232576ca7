import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import type { SkippedKind } from "./document.ts";

/** Lists and wrappers around a rule, past which a value is no export but an attack on the stack. */
const MAX_DEPTH = 100;

/** A part of a rule, or an exception, and where it stands in the value that was read. */
export interface RulePart {
  readonly name: "rule" | "metadata" | "transform" | "exception";
  readonly path: readonly (string | number)[];
}

/** What one value of an exported file is. */
export type Unwrapped =
  | {
      readonly kind: "rule";
      readonly rule: JsonObject;
      readonly metadata?: Json;
      readonly transform?: Json;
      readonly parts: readonly RulePart[];
    }
  | { readonly kind: "exception"; readonly exception: JsonObject; readonly parts: readonly RulePart[] }
  | { readonly kind: Exclude<SkippedKind, "exception"> }
  | { readonly kind: "unknown"; readonly path: readonly (string | number)[] };

/**
 * Finds the rules in a parsed JSON or YAML value: a rule of Kibana's API or export, a list of them, a page of its
 * find API (`{ data: […] }`), a rule file's tables (`{ metadata, rule }`), a Fleet asset (`{ attributes }`). Exception
 * lists and items, action connectors, the export's closing counts and the packages' stubs of deprecated rules are
 * recognised and told apart.
 */
export function unwrap(value: Json, path: readonly (string | number)[] = []): readonly Unwrapped[] {
  if (path.length > MAX_DEPTH) return [{ kind: "unknown", path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => unwrap(item, [...path, index]));
  if (!isJsonObject(value)) return [{ kind: "unknown", path }];
  const { data, rule, attributes } = value;
  if (Array.isArray(data) && "total" in value) return unwrap(data, [...path, "data"]);
  if (isJsonObject(attributes) && (value["type"] === "security-rule" || looksLikeRule(attributes)))
    return unwrap(attributes, [...path, "attributes"]);
  if (isJsonObject(rule)) return [tables(value, rule, path)];
  if (isException(value)) return [{ kind: "exception", exception: value, parts: [{ name: "exception", path }] }];
  const skipped = SKIPPED.find(([, test]) => test(value));
  if (skipped) return [{ kind: skipped[0] }];
  return [looksLikeRule(value) ? { kind: "rule", rule: present(value), parts: [{ name: "rule", path }] } : { kind: "unknown", path }];
}

/** Two of the keys that every rule has: enough to report the others as missing. */
const looksLikeRule = (value: JsonObject): boolean =>
  ["rule_id", "name", "type", "risk_score", "severity", "query"].filter((key) => key in value).length >= 2;

/** A list or an item, or the tables of a repository's exception file. */
const isException = (value: JsonObject): boolean =>
  Array.isArray(value["exceptions"]) || (("list_id" in value || "item_id" in value) && !("rule_id" in value));

const SKIPPED: readonly (readonly [Exclude<SkippedKind, "exception">, (value: JsonObject) => boolean])[] = [
  ["stub", (value) => value["deprecated"] === true && "rule_id" in value && !("type" in value)],
  ["summary", (value) => typeof value["exported_count"] === "number" || typeof value["exported_rules_count"] === "number"],
  [
    "connector",
    (value) => "connector_type_id" in value || "actionTypeId" in value || (value["type"] === "action" && isJsonObject(value["attributes"])),
  ],
];

function tables(value: JsonObject, rule: JsonObject, path: readonly (string | number)[]): Unwrapped {
  const parts: RulePart[] = [{ name: "rule", path: [...path, "rule"] }];
  const extra: { metadata?: Json; transform?: Json } = {};
  for (const name of ["metadata", "transform"] as const) {
    const part = value[name];
    if (part === undefined || part === null) continue;
    extra[name] = part;
    parts.push({ name, path: [...path, name] });
  }
  return { kind: "rule", rule: present(rule), ...extra, parts };
}

/** A table without its nulls: the API writes null for what is not set. */
export function present(rule: JsonObject): JsonObject {
  if (!Object.values(rule).includes(null)) return rule;
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== null));
}
