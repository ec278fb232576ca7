/**
 * How a probability becomes a score of 0 to 100. A value that one bucket in twenty has scores nothing. Below that the
 * score rises with the logarithm of the rarity: about 25 at one in 75, 50 at one in 400, 75 at one in 2,000, 90 at one in
 * 5,000. What is left up to 100 goes on to one in 10^20, so that the rarest still have an order.
 */
export function ceilingOf(probability: number): number {
  if (!(probability < USUAL)) return 0;
  const rarity = Math.log(USUAL / Math.max(probability, Number.MIN_VALUE));
  if (rarity <= STEEP_END) return FLOOR + SLOPE * rarity;
  return 90 + (10 * Math.min(rarity - STEEP_END, FLAT_LENGTH)) / FLAT_LENGTH;
}

/** The probability from which on nothing is unusual. */
export const USUAL = 0.05;
const FLOOR = 5;
/** Chosen so that the line would reach 100 at one in 10,000, as Elastic documents its own cap. */
const SLOPE = (100 - FLOOR) / Math.log(USUAL / 1e-4);
const STEEP_END = (90 - FLOOR) / SLOPE;
const FLAT_LENGTH = Math.log(USUAL / 1e-20) - STEEP_END;

/** Scores that a result may have by its place among all earlier results: share below it, score. Elastic's documented curve. */
const RANKS: readonly (readonly [share: number, score: number])[] = [
  [0, 1],
  [0.7, 1],
  [0.85, 1.2],
  [0.9, 1.5],
  [0.95, 3],
  [0.97, 20],
  [0.99, 50],
  [0.999, 90],
  [1, 100],
];

function rankScore(share: number): number {
  const next = RANKS.findIndex(([place]) => place >= share);
  const [toShare, toScore] = RANKS[next] ?? [1, 100];
  const [fromShare, fromScore] = RANKS[Math.max(0, next - 1)] ?? [0, 1];
  return toShare === fromShare ? toScore : fromScore + ((toScore - fromScore) * (share - fromShare)) / (toShare - fromShare);
}

/** Results before the history has a say. */
const MIN_HISTORY = 100;
/** Past so many the history is halved, so that it tells of the last while. */
const MAX_HISTORY = 1_000_000;
/** Places of a power of ten. */
const PLACES = 4;

/**
 * How improbable the results of one detector have been so far: a score is bounded by how rare it is to be so improbable,
 * which mends models whose tails are too thin. Plain counts by steps of a quarter power of ten.
 */
export class ScoreHistory {
  #steps: number[] = [];
  #total = 0;

  /** The score of a result: the least of what its probability and its place among the earlier results allow. */
  scoreOf(probability: number): number {
    const ceiling = ceilingOf(probability);
    if (ceiling === 0 || this.#total < MIN_HISTORY) return ceiling;
    let below = 0;
    const step = stepOf(probability);
    for (let i = 0; i < step && i < this.#steps.length; i++) below += this.#steps[i] ?? 0;
    return Math.min(ceiling, rankScore(below / this.#total));
  }

  add(probability: number): void {
    const step = stepOf(probability);
    while (this.#steps.length <= step) this.#steps.push(0);
    this.#steps[step] = (this.#steps[step] ?? 0) + 1;
    if (++this.#total <= MAX_HISTORY) return;
    this.#steps = this.#steps.map((count) => Math.floor(count / 2));
    this.#total = this.#steps.reduce((sum, count) => sum + count, 0);
  }

  save(): readonly number[] {
    return [...this.#steps];
  }

  restore(steps: readonly number[]): void {
    this.#steps = [...steps];
    this.#total = steps.reduce((sum, count) => sum + count, 0);
  }
}

const MAX_STEP = 1200;
const stepOf = (probability: number): number =>
  Math.min(MAX_STEP, Math.max(0, Math.floor(-Math.log10(Math.max(probability, Number.MIN_VALUE)) * PLACES)));
