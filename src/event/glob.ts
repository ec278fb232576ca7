/** A test of whole names against a pattern of literal characters and `*` (any run). Time is linear in the name per piece. */
export function compileGlob(pattern: string): (name: string) => boolean {
  const pieces = pattern.split("*");
  if (pieces.length === 1) return (name) => name === pattern;
  return (name) => matchesPieces(name, pieces);
}

/** Whether the pieces stand in the name in order, the first at its start and the last at its end. */
function matchesPieces(name: string, pieces: readonly string[]): boolean {
  const first = pieces[0] as string;
  const last = pieces.at(-1) as string;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i] as string;
    const found = name.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= name.length - last.length;
}
