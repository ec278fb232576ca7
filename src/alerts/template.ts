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

const MARKED = /\{\{([^{}]+)\}\}/g;

/** Takes a rule's text apart, once; what is put in later is never searched for marks. */
export function compileTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKED)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    const field = (match[1] ?? "").trim();
    parts.push({ field, text: match[0], read: firstOf(compilePath(field)) });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

const firstOf =
  (read: FieldReader) =>
  (document: JsonObject): Scalar | undefined =>
    read(document)[0];
