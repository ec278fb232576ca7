import type { TokenIndex } from "../token-index.ts";

/**
 * Whether the tokens stand in the text as a phrase: with `slop` 0 next to each other in order, else such that each
 * token's place, less its place in the phrase, differs from the others' by at most `slop`; as Lucene's phrase query,
 * where a token that the phrase has twice needs two places in the text. Linear in the places of the tokens.
 */
export function compilePhrase(tokens: readonly string[], slop: number): (index: TokenIndex) => boolean {
  const previous = tokens.map((token, i) => (i === 0 ? -1 : tokens.lastIndexOf(token, i - 1)));
  return (index) => {
    const places = placesOf(tokens, index);
    return places !== undefined && hasPhrase(places, previous, slop);
  };
}

function placesOf(tokens: readonly string[], index: TokenIndex): (readonly number[])[] | undefined {
  const places: (readonly number[])[] = [];
  for (const token of tokens) {
    const found = index.get(token);
    if (!found) return undefined;
    places.push(found);
  }
  return places;
}

/**
 * Tries every start that a fit can have: the smallest «place less place in the phrase», which some token has. Starts
 * ascend, so the cursors of the tokens only move forward.
 */
function hasPhrase(places: readonly (readonly number[])[], previous: readonly number[], slop: number): boolean {
  const cursors = places.map(() => 0);
  for (const start of startsOf(places)) {
    const fits = advance(places, previous, cursors, start, start + slop);
    if (fits === undefined) return false;
    if (fits) return true;
  }
  return false;
}

/** True: every token has a place of its own in the window. Undefined: some token has run out of places. */
function advance(
  places: readonly (readonly number[])[],
  previous: readonly number[],
  cursors: number[],
  from: number,
  to: number,
): boolean | undefined {
  let fits = true;
  for (let i = 0; i < places.length; i++) {
    const own = places[i] as readonly number[];
    const twin = previous[i] as number;
    let at = twin === -1 ? (cursors[i] as number) : Math.max(cursors[i] as number, (cursors[twin] as number) + 1);
    while (at < own.length && (own[at] as number) - i < from) at++;
    if (at >= own.length) return undefined;
    cursors[i] = at;
    if ((own[at] as number) - i > to) fits = false;
  }
  return fits;
}

/** The distinct starts in ascending order. */
function startsOf(places: readonly (readonly number[])[]): number[] {
  const starts = new Set<number>();
  for (let i = 0; i < places.length; i++) for (const place of places[i] as readonly number[]) starts.add(place - i);
  return [...starts].sort((a, b) => a - b);
}
