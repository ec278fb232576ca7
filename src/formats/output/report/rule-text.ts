import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";
import { cutText, parseShortened, shorten } from "./shorten.ts";

/** What alerts of one rule share, kept once; long texts are cut. */
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

/** Characters of a guide or a query, of another text, and entries of a list that are shown. */
const MAX_LONG = 60_000;
const MAX_SHORT = 2000;
const MAX_ENTRIES = 100;

/** Reads the texts of a rule out of one of its alerts; those an alert lacks (they come only with `--full`) are empty. */
export function readRuleText(alert: JsonObject, index: number): RuleText {
  const parameters = alert[`${PREFIX}parameters`];
  const params = isJsonObject(parameters) ? parameters : {};
  const value = (key: string): Json => alert[PREFIX + key] ?? params[key] ?? null;
  const long = (text: Json | undefined): string => cutText(textOf(text), MAX_LONG);
  const short = (text: Json | undefined): string => cutText(textOf(text), MAX_SHORT);
  const list = (texts: Json | undefined): readonly string[] => textsOf(texts).slice(0, MAX_ENTRIES).map(short);
  const chosen = params["investigation_fields"];
  return {
    index,
    id: short(value("rule_id")),
    name: short(params["name"] ?? value("name")) || "(rule without a name)",
    type: short(value("type")),
    description: long(value("description")),
    note: long(value("note")),
    setup: long(value("setup")),
    query: long(params["query"]),
    language: short(params["language"]),
    references: list(value("references")),
    falsePositives: list(value("false_positives")),
    tags: list(value("tags")),
    fields: list(isJsonObject(chosen) ? chosen["field_names"] : undefined),
    threat: parseShortened(shorten({ threat: value("threat") }))["threat"] ?? null,
  };
}

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

export const textsOf = (value: Json | undefined): readonly string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** Any value as people read it: texts without quotes, the rest as JSON. */
export const jsonText = (value: Json | undefined): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
