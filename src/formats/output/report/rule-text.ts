import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";

/** What alerts of one rule share, kept once. */
export interface RuleText {
  /** The number of the rule on the page, in order of arrival. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly note: string;
  readonly setup: string;
  readonly query: string;
  readonly language: string;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly tags: readonly string[];
  /** Names of `investigation_fields`. */
  readonly fields: readonly string[];
  readonly threat: Json;
}

const PREFIX = "kibana.alert.rule.";

/** Reads the texts of a rule out of one of its alerts; those an alert lacks (they come only with `--full`) are empty. */
export function readRuleText(alert: JsonObject, index: number): RuleText {
  const parameters = alert[`${PREFIX}parameters`];
  const params = isJsonObject(parameters) ? parameters : {};
  const value = (key: string): Json => alert[PREFIX + key] ?? params[key] ?? null;
  const chosen = params["investigation_fields"];
  return {
    index,
    id: textOf(value("rule_id")),
    name: textOf(params["name"] ?? value("name")) || "(rule without a name)",
    type: textOf(value("type")),
    description: textOf(value("description")),
    note: textOf(value("note")),
    setup: textOf(value("setup")),
    query: textOf(params["query"] ?? null),
    language: textOf(params["language"] ?? null),
    references: textsOf(value("references")),
    falsePositives: textsOf(value("false_positives")),
    tags: textsOf(value("tags")),
    fields: textsOf(isJsonObject(chosen) ? (chosen["field_names"] ?? null) : null),
    threat: value("threat"),
  };
}

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

export const textsOf = (value: Json | undefined): readonly string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
