/**
 * A sum without rounding errors, as numbers that do not overlap (Shewchuk). It is the same in whatever order and in
 * whatever parts its items are added. Plain JSON data.
 *
 * Where a part could leave the range of doubles, the sum is wide: it begins with 0, which no other sum of several parts
 * does, then a number of {@link UNIT}s, then its parts. `[0, null]` is lost: it has had an item that is no finite number.
 */
export type ExactSum = (number | null)[];

/** Parts below it can be added in pairs; what is above is counted. */
const UNIT = 2 ** 1022;

/** Adds a number in place. After one that is infinite or none the sum is none, whatever else is added. */
export function addExactly(sum: ExactSum, item: number): void {
  const last = sum[sum.length - 1];
  if (Math.abs(item) + Math.abs(last ?? 0) < UNIT && !isWide(sum)) addPart(sum, item, 0);
  else addWide(sum, item);
}

const isWide = (sum: readonly (number | null)[]): boolean => sum.length > 1 && sum[0] === 0;
const isLost = (sum: readonly (number | null)[]): boolean => sum.length > 1 && sum[1] === null;

/** Adds to the parts from a place on. */
function addPart(sum: ExactSum, item: number, first: number): void {
  let x = item;
  let kept = first;
  for (let i = first; i < sum.length; i++) {
    let y = sum[i] as number;
    if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
    const high = x + y;
    const low = y - (high - x);
    if (low !== 0) sum[kept++] = low;
    x = high;
  }
  sum.length = kept;
  sum.push(x);
}

const PARTS = 2;

function addWide(sum: ExactSum, item: number): void {
  if (isLost(sum)) return;
  if (!Number.isFinite(item)) {
    sum.splice(0, sum.length, 0, null);
    return;
  }
  if (!isWide(sum)) sum.unshift(0, 0);
  for (let rest = item; rest !== 0; rest = countUnits(sum)) addPart(sum, rest - takeUnits(sum, rest), PARTS);
}

/** Counts the units of a number; gives what they come to. */
function takeUnits(sum: ExactSum, value: number): number {
  const units = Math.trunc(value / UNIT);
  sum[1] = (sum[1] as number) + units;
  return units * UNIT;
}

/** Brings the last part below a unit; gives what is to be added for it. */
function countUnits(sum: ExactSum): number {
  const last = sum.at(-1) as number;
  if (Math.abs(last) < UNIT) return 0;
  sum.pop();
  return last;
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

/** The sum, rounded once; infinite past the range of doubles, NaN where an item was no finite number. */
export function totalOf(sum: readonly (number | null)[]): number {
  if (!isWide(sum)) return totalOfParts(sum as readonly number[]);
  if (isLost(sum)) return Number.NaN;
  const [, units = 0, ...parts] = sum as number[];
  // So few units and what is left of another are within the range.
  const scale = Math.abs(units) < 3 ? 1 : SCALE;
  const scaled: ExactSum = [];
  for (const part of parts) addPart(scaled, scale === 1 ? part : scaledDown(part), 0);
  addPart(scaled, units * (UNIT / scale), 0);
  return totalOfParts(scaled as readonly number[]) * scale;
}

/** Numbers whose sum it is; past the range of doubles one of them is infinite, or none is a number. */
export function partsOf(sum: ExactSum): readonly number[] {
  if (!isWide(sum)) return sum as readonly number[];
  const [, units, ...parts] = sum;
  return units === null ? [Number.NaN] : [(units as number) * UNIT, ...(parts as number[])];
}

/** More than any count of units. */
const SCALE = 2 ** 60;

/** What is too small to be scaled still decides on which side of a tie the sum is. */
const scaledDown = (part: number): number => part / SCALE || Math.sign(part) * Number.MIN_VALUE;

function totalOfParts(sum: readonly number[]): number {
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
export function addSum(sum: ExactSum, other: readonly (number | null)[]): void {
  if (!isWide(other)) {
    for (const part of other) addExactly(sum, part as number);
    return;
  }
  const [, units, ...parts] = other;
  if (units === null) return addWide(sum, Number.NaN);
  addWide(sum, 0);
  if (isLost(sum)) return;
  sum[1] = (sum[1] as number) + (units as number);
  for (const part of parts) addExactly(sum, part as number);
}
