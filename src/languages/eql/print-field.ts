import type { FieldRef } from "./ast.ts";
import { isPlainName } from "./tokens.ts";

/** A field as a query names it, with backticks where they are needed. */
export const fieldText = ({ name, optional }: Pick<FieldRef, "name" | "optional">): string => `${optional ? "?" : ""}${nameText(name)}`;

function nameText(name: string): string {
  const parts = name.split(".");
  if (parts.includes("")) return quoted(name);
  return parts.map((part) => (isPlainName(part) ? part : quoted(part))).join(".");
}

const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;
