/** Escapes that name a character by number, and how many hexadecimal digits follow: JSON, TOML and YAML agree on these. */
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const isBlank = (char: string | undefined): boolean => char === " " || char === "\t" || char === "\n" || char === "\r";

/**
 * Where each UTF-16 unit of a decoded text stands in `[start, end)` of the raw text, plus the end. Understands
 * backslash escapes (with `escapes`), a backslash before a line end that swallows the white space after it, and CRLF
 * read as LF.
 */
export function escapeOffsets(raw: string, start: number, end: number, escapes: boolean): readonly number[] {
  const offsets: number[] = [];
  for (let i = start; i < end; ) {
    const { width, units } = escapes && raw[i] === "\\" ? escapeAt(raw, i, end) : plainAt(raw, i);
    for (let n = 0; n < units; n++) offsets.push(i);
    i += width;
  }
  offsets.push(end);
  return offsets;
}

/** How many raw units an item takes and how many decoded ones it gives. */
interface Item {
  readonly width: number;
  readonly units: number;
}

const plainAt = (raw: string, at: number): Item => ({ width: raw[at] === "\r" && raw[at + 1] === "\n" ? 2 : 1, units: 1 });

function escapeAt(raw: string, at: number, end: number): Item {
  const digits = HEX_DIGITS[raw[at + 1] ?? ""];
  if (digits !== undefined) {
    const point = Number.parseInt(raw.slice(at + 2, at + 2 + digits), 16);
    return { width: 2 + digits, units: point > 0xffff ? 2 : 1 };
  }
  if (!isBlank(raw[at + 1])) return { width: 2, units: 1 };
  let next = at + 1;
  while (next < end && isBlank(raw[next])) next++;
  return { width: next - at, units: 0 };
}

export type YamlStyle = "plain" | "single" | "double" | "block";

/**
 * As {@link escapeOffsets} for YAML, where indentation and folding change white space: the decoded text is laid
 * beside the raw one, and runs of white space that differ are stepped over. Exact for every character that is not
 * white space.
 */
export function yamlOffsets(raw: string, start: number, end: number, decoded: string, style: YamlStyle): readonly number[] {
  const offsets: number[] = [];
  let at = start;
  while (offsets.length < decoded.length) {
    const char = decoded[offsets.length];
    if (style === "double" && raw[at] === "\\") {
      const { width, units } = escapeAt(raw, at, end);
      for (let n = 0; n < units; n++) offsets.push(at);
      at += width;
      continue;
    }
    if (!isBlank(char)) while (at < end && isBlank(raw[at]) && raw[at] !== char) at++;
    offsets.push(Math.min(at, end));
    if (raw[at] === char) at += style === "single" && char === "'" ? 2 : 1;
    else if (isBlank(char)) while (at < end && isBlank(raw[at])) at++;
  }
  offsets.push(Math.min(at, end));
  return offsets;
}
