/**
 * A sum without rounding errors, as numbers that do not overlap (Shewchuk). It is the same in whatever order and in
 * whatever parts its items are added. Plain JSON data.
 */
export type ExactSum = number[];

/** Adds a number in place. Past the range of doubles the sum is infinite. */
export function addExactly(sum: ExactSum, item: number): void {
  let x = item;
  let kept = 0;
  for (const part of sum) {
    let y = part;
    if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
    const high = x + y;
    const low = y - (high - x);
    if (low !== 0) sum[kept++] = low;
    x = high;
  }
  sum.length = kept;
  sum.push(x);
}

/** Adds the product of two numbers without rounding it. */
export function addProduct(sum: ExactSum, a: number, b: number): void {
  const product = a * b;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  const rest = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  addExactly(sum, product);
  if (Number.isFinite(rest)) addExactly(sum, rest);
}

const SPLITTER = 2 ** 27 + 1;

function halves(value: number): [number, number] {
  const wide = SPLITTER * value;
  const high = wide - (wide - value);
  return [high, value - high];
}

/** The sum, rounded once. */
export function totalOf(sum: ExactSum): number {
  let total = 0;
  for (let i = sum.length - 1; i >= 0; i--) {
    const part = sum[i] as number;
    const next = total + part;
    const lost = part - (next - total);
    total = next;
    if (lost === 0) continue;
    return roundedAtTie(total, lost, sum[i - 1] ?? 0);
  }
  return total;
}

/** Half-even rounding at an exact tie must look at the sign of what is left. */
function roundedAtTie(total: number, lost: number, below: number): number {
  if ((lost < 0 && below < 0) || (lost > 0 && below > 0)) {
    const doubled = lost * 2;
    const candidate = total + doubled;
    if (doubled === candidate - total) return candidate;
  }
  return total;
}

/** Adds all of another sum. */
export function addSum(sum: ExactSum, other: readonly number[]): void {
  for (const part of other) addExactly(sum, part);
}
