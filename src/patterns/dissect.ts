import { type DissectKey, parseDissect } from "./dissect-pattern.ts";

/** A DISSECT pattern ready to run. */
export interface Dissector {
  /** The names of its keys in the order of their first occurrence, without those that are skipped. */
  readonly outputs: readonly string[];
  /** By output: what stands there. Undefined: the text is not of the pattern. */
  match(text: string): readonly string[] | undefined;
}

export type CompiledDissect = { readonly ok: Dissector; readonly fault?: never } | { readonly fault: string; readonly ok?: never };

/**
 * Makes a pattern ready, as Elasticsearch's dissect reads it: literal text and `%{key}` in turn. A key has its text up to the
 * next delimiter; `%{}` and `%{?name}` are skipped, `%{+name}` and `%{+name/2}` appended, `%{name->}` swallows padding.
 * @param separator stands between appended parts
 */
export function compileDissect(pattern: string, separator: string): CompiledDissect {
  const parsed = parseDissect(pattern);
  if (typeof parsed === "string") return { fault: parsed };
  const { leading, keys } = parsed;
  const outputs = [...new Set(keys.filter((key) => !key.skip).map((key) => key.name))];
  if (outputs.length === 0) return { fault: "Keys are required: every key of the pattern is skipped" };
  return { ok: { outputs, match: (text) => dissect(text, leading, keys, outputs, separator) } };
}

interface Part {
  readonly key: DissectKey;
  readonly text: string;
}

function dissect(
  text: string,
  leading: string,
  keys: readonly DissectKey[],
  outputs: readonly string[],
  separator: string,
): string[] | undefined {
  if (!text.startsWith(leading) || text.length <= leading.length) return undefined;
  const parts = cut(text, leading.length, keys);
  return (
    parts &&
    outputs.map((name) =>
      valueOf(
        parts.filter(({ key }) => key.name === name && !key.skip),
        separator,
      ),
    )
  );
}

/** All keys with their texts; undefined where a delimiter is missing. */
function cut(text: string, start: number, keys: readonly DissectKey[]): readonly Part[] | undefined {
  const parts: Part[] = [];
  let from = start;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as DissectKey;
    if (key.delimiter === "") return i === keys.length - 1 ? [...parts, { key, text: text.slice(from) }] : undefined;
    const at = text.indexOf(key.delimiter, from);
    if (at === -1) return undefined;
    parts.push({ key, text: text.slice(from, at) });
    from = at + key.delimiter.length;
    // The same delimiter again: padding, or keys of no text.
    while (text.startsWith(key.delimiter, from)) {
      from += key.delimiter.length;
      const next = keys[i + 1];
      if (key.padded) continue;
      if (!next) break;
      parts.push({ key: next, text: "" });
      i++;
    }
  }
  return parts.length === keys.length ? parts : undefined;
}

/** The last text of a name; those that are appended, in order, joined. */
function valueOf(parts: readonly Part[], separator: string): string {
  const appended = parts.filter(({ key }) => key.append);
  if (appended.length === 0) return parts.at(-1)?.text ?? "";
  const first = parts.filter(({ key }) => !key.append).slice(-1);
  const ordered = [...appended].sort((a, b) => (a.key.order ?? 0) - (b.key.order ?? 0));
  return [...first, ...ordered].map(({ text }) => text).join(separator);
}
