import { escapeJsonText } from "../../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";
import { html, type Html, joined } from "./html.ts";

/** A document as JSON with indents and marked keys: what a copy of it pastes is JSON, unsafe characters as `\uXXXX`. */
export const jsonView = (document: JsonObject): Html => html`<pre class="json" tabindex="0">${valueView(document, "")}</pre>`;

const text = (value: Json): string => escapeJsonText(JSON.stringify(value));

/** As deep as `shorten` leaves documents. */
function valueView(value: Json, indent: string): Html {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every(isScalar)) return html`${oneLine(value)}`;
    return html`[\n${joined(
      value.map((item) => html`${inner}${valueView(item, inner)}`),
      html`,\n`,
    )}\n${indent}]`;
  }
  if (!isJsonObject(value)) return html`${text(value)}`;
  const members = Object.entries(value).map(([key, item]) => html`${inner}<b>${text(key)}</b>: ${valueView(item, inner)}`);
  return members.length === 0 ? html`{}` : html`{\n${joined(members, html`,\n`)}\n${indent}}`;
}

const isScalar = (value: Json): boolean => typeof value !== "object" || value === null;

const oneLine = (values: readonly Json[]): string => `[${values.map(text).join(", ")}]`;
