import type { Json, JsonObject, Scalar } from "../event/json.ts";
import { compilePath } from "../event/path.ts";
import { compileWritten } from "../event/written-value.ts";
import { type Rule, SEVERITIES, type Severity } from "../rules/model.ts";

/** Name, severity and risk of one alert after the rule's mappings were applied to its source. */
export interface Presented {
  readonly name: string;
  readonly severity: Severity;
  readonly riskScore: number;
}

/** Compiles `rule_name_override`, `severity_mapping` and `risk_score_mapping` as Kibana applies them. */
export function compileOverrides(rule: Rule): (source: JsonObject) => Presented {
  const name = nameOverride(rule);
  const severity = severityOverride(rule);
  const riskScore = riskOverride(rule);
  const fixed: Presented = { name: rule.name, severity: rule.severity, riskScore: rule.riskScore };
  if (!name && !severity && !riskScore) return () => fixed;
  return (source) => ({
    name: name?.(source) ?? rule.name,
    severity: severity?.(source) ?? rule.severity,
    riskScore: riskScore?.(source) ?? rule.riskScore,
  });
}

type Override<T> = ((source: JsonObject) => T | undefined) | undefined;

/** Only a text counts; a list, even of one text, is passed over. */
function nameOverride(rule: Rule): Override<string> {
  const field = rule.params["rule_name_override"];
  if (typeof field !== "string" || field === "") return undefined;
  const written = compileWritten(field);
  return (source) => {
    const value = written(source);
    return typeof value === "string" ? value : undefined;
  };
}

/** All entries are tested and the highest severity wins; `event.severity` compares as a whole number. */
function severityOverride(rule: Rule): Override<Severity> {
  const entries = objects(rule.params["severity_mapping"]).flatMap((entry) => {
    const { field, value, severity } = entry;
    const known = SEVERITIES.find((s) => s === severity);
    return typeof field === "string" && known
      ? [{ read: compilePath(field), numeric: field === "event.severity", value: String(value), severity: known }]
      : [];
  });
  if (entries.length === 0) return undefined;
  entries.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  return (source) =>
    entries.find(({ read, numeric, value }) =>
      read(source).some((v) => (numeric ? Math.trunc(Number(v)) === Math.trunc(Number(value)) : String(v) === value)),
    )?.severity;
}

/** Only the first entry counts; its field gives a number (or numeric text) from 0 to 100, of several the highest. */
function riskOverride(rule: Rule): Override<number> {
  const [entry] = objects(rule.params["risk_score_mapping"]);
  const field = entry?.["field"];
  if (typeof field !== "string" || field === "") return undefined;
  const read = compilePath(field);
  return (source) => {
    const scores = read(source)
      .map(scoreOf)
      .filter((score) => score >= 0 && score <= 100);
    return scores.length === 0 ? undefined : Math.max(...scores);
  };
}

/** NaN where the value is no number and no text of one. */
const scoreOf = (value: Scalar): number =>
  typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;

const objects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter((v): v is JsonObject => typeof v === "object" && v !== null && !Array.isArray(v)) : [];
