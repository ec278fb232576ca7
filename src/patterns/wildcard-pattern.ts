/** A run of literal text, or a number of `?`. */
export type Atom = string | number;

/** A pattern cut at its stars. One segment: no star. An empty segment: the pattern begins or ends with a star. */
export type Segments = readonly (readonly Atom[])[];

/** `*` any run of characters, `?` one, `\x` the character x (a backslash at the end is one). */
export function parseWildcard(pattern: string): Segments {
  const segments: Atom[][] = [[]];
  let literal = "";
  const flush = (): void => {
    if (literal !== "") segments.at(-1)?.push(literal);
    literal = "";
  };
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i] as string;
    if (character === "*") {
      flush();
      segments.push([]);
    } else if (character === "?") {
      flush();
      addOne(segments.at(-1) as Atom[]);
    } else if (character === "\\" && i + 1 < pattern.length) literal += pattern[++i];
    else literal += character;
  }
  flush();
  return dropEmptyInside(segments);
}

function addOne(segment: Atom[]): void {
  const last = segment.at(-1);
  if (typeof last === "number") segment[segment.length - 1] = last + 1;
  else segment.push(1);
}

/** `a**b` is `a*b`. */
function dropEmptyInside(segments: Atom[][]): Segments {
  return segments.filter((segment, i) => segment.length > 0 || i === 0 || i === segments.length - 1);
}

/** The text of a pattern without wildcards. */
export function literalOf(segments: Segments): string | undefined {
  const [only] = segments;
  return segments.length === 1 && only ? literalText(only) : undefined;
}

/** The text of a segment without `?`; "" of an empty one. */
export function literalText(segment: readonly Atom[]): string | undefined {
  if (segment.length === 0) return "";
  return segment.length === 1 && typeof segment[0] === "string" ? segment[0] : undefined;
}
