/** How many names a hint offers at the most. */
const MAX_SUGGESTIONS = 3;

/**
 * The known names nearest to what was written, best first: close in spelling, equal but for case, or equal in their
 * last part (`proces.nme`, `PROCESS.NAME`, `image.path` for `process.image.path`). A name of one letter has no neighbours.
 */
export function suggest(written: string, known: Iterable<string>): readonly string[] {
  const limit = written.length < 2 ? 0 : Math.max(1, Math.floor(written.length / 4));
  const lower = written.toLowerCase();
  const ranked: { name: string; distance: number }[] = [];
  const counts = countUnits(lower);
  for (const name of known) {
    if (Math.abs(name.length - written.length) > limit) continue;
    const other = name.toLowerCase();
    if (isFar(counts, lower.length, other, limit)) continue;
    const distance = editDistance(lower, other, limit);
    if (distance <= limit && name !== written) ranked.push({ name, distance });
  }
  ranked.sort((a, b) => a.distance - b.distance || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  return ranked.slice(0, MAX_SUGGESTIONS).map((r) => r.name);
}

const countUnits = (text: string): Int32Array => {
  const counts = new Int32Array(UNITS);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i) % UNITS;
    counts[unit] = (counts[unit] as number) + 1;
  }
  return counts;
};

const UNITS = 128;
const left = new Int32Array(UNITS);

/** Whether the texts differ in more letters, whatever their order, than so many edits can mend: cheap, and true of nearly all names. */
function isFar(counts: Int32Array, length: number, other: string, limit: number): boolean {
  left.set(counts);
  // So many of its letters the other may have for itself.
  let spare = limit - Math.max(length, other.length) + other.length;
  for (let i = 0; i < other.length && spare >= 0; i++) {
    const unit = other.charCodeAt(i) % UNITS;
    const count = left[unit] as number;
    if (count <= 0) spare--;
    left[unit] = count - 1;
  }
  return spare < 0;
}

/** «did you mean `a`?», «did you mean `a`, `b` or `c`?», or undefined where nothing is near. */
export function didYouMean(written: string, known: Iterable<string>): string | undefined {
  const names = suggest(written, known).map((n) => `\`${n}\``);
  if (names.length === 0) return undefined;
  const last = names.pop() as string;
  return `did you mean ${names.length === 0 ? last : `${names.join(", ")} or ${last}`}?`;
}

/** Edits (insert, delete, replace, swap of neighbours) between two texts; anything over `limit` comes back as limit + 1. */
export function editDistance(a: string, b: string, limit: number): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(beforePrevious, j - 2) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(at(previous, b.length), limit + 1);
}

const at = (row: readonly number[], index: number): number => row[index] ?? 0;
