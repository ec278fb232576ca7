/** One `%{…}` of a pattern. */
export interface DissectKey {
  readonly name: string;
  readonly skip: boolean;
  readonly append: boolean;
  /** Place among the parts that are appended; absent: as they come. */
  readonly order?: number;
  /** `->`: repeats of the delimiter after it are swallowed. */
  readonly padded: boolean;
  /** The text after it; empty where none follows. */
  readonly delimiter: string;
}

interface DissectPattern {
  /** The text before the first key. */
  readonly leading: string;
  readonly keys: readonly DissectKey[];
}

/** Takes a pattern apart; a text says what is wrong with it. */
export function parseDissect(pattern: string): DissectPattern | string {
  const parts = pattern.split(KEY);
  const [leading = ""] = parts;
  const keys: DissectKey[] = [];
  for (let i = 1; i < parts.length; i += 2) {
    const key = parseKey(parts[i] ?? "", parts[i + 1] ?? "");
    if (typeof key === "string") return key;
    keys.push(key);
  }
  return keys.length === 0 ? "Unable to find any keys or delimiters." : { leading, keys };
}

const KEY = /%\{([^}]*)\}/;
const SIGN = /[+*&?]/g;
const MODIFIED = /([+*&?])(.*?)(->)?$/s;
const ORDERED = /\+(.*?)\/([0-9]+)(->)?$/s;

/** A sign counts wherever in the key it stands: `{?bucket` is a skipped key. */
function parseKey(text: string, delimiter: string): DissectKey | string {
  const signs = text.match(SIGN) ?? [];
  if (signs.length > 1) return "multiple modifiers are not allowed.";
  const [sign] = signs;
  if (sign === "*" || sign === "&") return "reference keys (`*`, `&`) are not supported";
  const ordered = sign === "+" ? ORDERED.exec(text) : null;
  if (ordered)
    return finish({
      name: ordered[1] ?? "",
      skip: false,
      append: true,
      order: Number(ordered[2]),
      padded: ordered[3] !== undefined,
      delimiter,
    });
  const modified = MODIFIED.exec(text);
  const padded = text.endsWith("->");
  if (modified) return finish({ name: modified[2] ?? "", skip: sign === "?", append: sign === "+", padded, delimiter });
  const name = padded ? text.slice(0, -2) : text;
  return { name, skip: name === "", append: false, padded, delimiter };
}

const finish = (key: DissectKey): DissectKey | string => (key.name === "" && !key.skip ? "The key name could not be determined" : key);
