import type { FieldKind, FieldType } from "../field-type.ts";

/**
 * Reads the packed form of a generated table: one field a line, `name kind [ignore_above] [.sub:kind …]`. Objects
 * stand in it only if nothing is known below them. Fields below a nested one learn so.
 */
export function readPackedFields(packed: string): FieldType[] {
  const fields: FieldType[] = [];
  const nested: string[] = [];
  for (const line of packed.split("\n")) {
    if (line === "") continue;
    const [name, kind, ...rest] = line.split(" ") as [string, FieldKind, ...string[]];
    while (nested.length > 0 && !name.startsWith(`${nested.at(-1)}.`)) nested.pop();
    const within = nested.at(-1);
    const base = within === undefined ? { path: name } : { path: name, nested: within };
    const limit = Number(rest.find((part) => !part.startsWith(".")) ?? Number.NaN);
    fields.push(Number.isNaN(limit) ? { name, ...base, kind } : { name, ...base, kind, ignoreAbove: limit });
    for (const part of rest) if (part.startsWith(".")) fields.push(subField(name, part, base));
    if (kind === "nested") nested.push(name);
  }
  return fields;
}

function subField(parent: string, part: string, base: { readonly path: string; readonly nested?: string }): FieldType {
  const colon = part.indexOf(":");
  return { name: parent + part.slice(0, colon), ...base, kind: part.slice(colon + 1) as FieldKind };
}
