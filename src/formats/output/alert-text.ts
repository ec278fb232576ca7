import { LONG_RULE_FIELDS } from "../../alerts/rule-block.ts";
import { escapeJsonText } from "../../diagnostics/index.ts";
import { type JsonObject, quotedKey } from "../../event/json.ts";

/**
 * An alert as one line of JSON, keys in the document's order, without the {@link LONG_RULE_FIELDS} unless `full`. What a
 * terminal could act on, or what hides text, is written as `\uXXXX`: the document is the same.
 */
export function alertText(alert: JsonObject, full: boolean): string {
  let members = "";
  for (const key of Object.keys(alert)) {
    if (!full && LONG_RULE_FIELDS.has(key)) continue;
    const value = JSON.stringify(alert[key]) as string | undefined;
    if (value !== undefined) members += `${members === "" ? "" : ","}${quotedKey(key)}:${value}`;
  }
  return escapeJsonText(`{${members}}`);
}
