import type { JsonObject, Scalar } from "../event/json.ts";
import { compilePath, type FieldReader } from "../event/path.ts";

/** A piece of a rule's text: as it stands, or `{{field}}`, for which an alert's value is put in. */
export type TemplatePart = string | TemplateField;

export interface TemplateField {
  readonly field: string;
  readonly text: string;
  /** The first value that the alert has, as Kibana takes it. */
  readonly read: (document: JsonObject) => Scalar | undefined;
}

/** Takes a rule's text apart, once; what is put in later is never searched for marks. */
export function compileTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (let open = text.indexOf("{{"); open !== -1; open = text.indexOf("{{", open)) {
    const close = text.indexOf("}}", open);
    if (close === -1) break;
    const start = text.lastIndexOf("{{", close);
    const field = text.slice(start + 2, close).trim();
    open = close + 2;
    if (field === "" || field.includes("{") || field.includes("}")) continue;
    if (start > from) parts.push(text.slice(from, start));
    parts.push({ field, text: text.slice(start, open), read: firstOf(compilePath(field)) });
    from = open;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

const firstOf =
  (read: FieldReader) =>
  (document: JsonObject): Scalar | undefined =>
    read(document)[0];
