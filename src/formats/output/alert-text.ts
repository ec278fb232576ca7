import { escapeJsonText } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";

/** Rule texts that are long, equal in every alert of the rule, and at hand in the rule itself. */
const LONG_TEXTS: ReadonlySet<string> = new Set([
  "kibana.alert.rule.parameters",
  "kibana.alert.rule.note",
  "kibana.alert.rule.setup",
  "kibana.alert.rule.references",
  "kibana.alert.rule.false_positives",
  "kibana.alert.rule.description",
]);

/**
 * An alert as one line of JSON, keys in the document's order, without the {@link LONG_TEXTS} unless `full`. What a
 * terminal could act on, or what hides text, is written as `\uXXXX`: the document is the same.
 */
export function alertText(alert: JsonObject, full: boolean): string {
  const members: string[] = [];
  for (const key of Object.keys(alert)) {
    const value = JSON.stringify(alert[key]) as string | undefined;
    if (value !== undefined && (full || !LONG_TEXTS.has(key))) members.push(`${JSON.stringify(key)}:${value}`);
  }
  return escapeJsonText(`{${members.join(",")}}`);
}
