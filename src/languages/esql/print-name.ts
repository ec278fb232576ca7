import type { Name } from "./ast.ts";
import { isPlainName } from "./tokens.ts";

/** A column as a query names it, with backticks where they are needed. */
export function nameText(name: string): string {
  const parts = name.split(".");
  if (parts.includes("")) return quoted(name);
  return parts.map((part) => (isPlainName(part) ? part : quoted(part))).join(".");
}

const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

/** A name where patterns can stand: a `*` of a pattern is bare, every other one in backticks. */
export function patternText({ name, pattern }: Name): string {
  if (!pattern) return nameText(name);
  return name.replace(/[^*.]+/g, (part) => (/^[A-Za-z0-9_@]+$/.test(part) ? part : quoted(part)));
}

/** What index patterns can be without quotes. */
const PLAIN_SOURCE = /^[^\s:"'`=|,[\]/()]+(?:::?[^\s:"'`=|,[\]/()]+)*$/;
const SOURCE_WORDS: ReadonlySet<string> = new Set(["metadata", "on", "as", "with"]);

/** An index pattern, or the name of a policy or a lookup index. */
export const sourceText = (pattern: string): string =>
  PLAIN_SOURCE.test(pattern) && !SOURCE_WORDS.has(pattern.toLowerCase()) ? pattern : stringText(pattern);

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

export const stringText = (value: string): string => `"${value.replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character] ?? character)}"`;
