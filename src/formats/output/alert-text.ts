import { LONG_RULE_FIELDS } from "../../alerts/rule-block.ts";
import { escapeJsonText } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";

/**
 * An alert as one line of JSON, keys in the document's order, without the {@link LONG_RULE_FIELDS} unless `full`. What a
 * terminal could act on, or what hides text, is written as `\uXXXX`: the document is the same.
 */
export function alertText(alert: JsonObject, full: boolean): string {
  const members: string[] = [];
  for (const key of Object.keys(alert)) {
    const value = JSON.stringify(alert[key]) as string | undefined;
    if (value !== undefined && (full || !LONG_RULE_FIELDS.has(key))) members.push(`${JSON.stringify(key)}:${value}`);
  }
  return escapeJsonText(`{${members.join(",")}}`);
}
