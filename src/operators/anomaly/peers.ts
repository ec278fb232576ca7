/** How many sightings of like keys weigh in beside a key's own. */
const MAX_WEIGHT = 5_000;
/** Steps of a power of ten. */
const STEPS = 8;
const MAX_STEP = 400;
/** Past so many results of a class they are halved. */
const MAX_RESULTS = 200_000;

/**
 * What the results of all keys of a detector say about one of them. A key with 200 sightings of its own can never call
 * anything rarer than one in 200; but where thousands of sightings of keys that were as old brought nothing as rare, it
 * is. Keys are put in classes by how much is known of them, since young ones see new things more often.
 */
export class Peers {
  /** By class: results by steps of their probability, the usual first. */
  readonly #classes = new Map<number, number[]>();

  /**
   * The probability of a result of a key, its peers considered.
   * @param own the probability by the key's own history of `sightings`, this one counted
   * @param before the share of its own earlier sightings that were as rare: its own habits are never talked away
   */
  probability(own: number, before: number, sightings: number): number {
    const steps = this.#classes.get(classOf(sightings)) ?? [];
    const total = steps.reduce((sum, count) => sum + count, 0);
    const weight = Math.min(total, MAX_WEIGHT);
    if (weight === 0) return own;
    let rare = 1;
    for (let step = stepOf(own); step < steps.length; step++) rare += steps[step] ?? 0;
    const share = rare / (total + 1);
    const together = (sightings * own + weight * share) / (sightings + weight);
    return Math.max(before, Math.min(own, together));
  }

  /** Adds a result of a key with so many sightings. */
  add(own: number, sightings: number): void {
    const id = classOf(sightings);
    const steps = this.#classes.get(id) ?? [];
    const step = stepOf(own);
    while (steps.length <= step) steps.push(0);
    steps[step] = (steps[step] ?? 0) + 1;
    const total = steps.reduce((sum, count) => sum + count, 0);
    this.#classes.set(id, total > MAX_RESULTS ? steps.map((count) => Math.floor(count / 2)) : steps);
  }

  save(): readonly (readonly [id: number, steps: readonly number[]])[] {
    return Array.from(this.#classes, ([id, steps]) => [id, [...steps]] as const);
  }

  restore(saved: ReturnType<Peers["save"]>): void {
    for (const [id, steps] of saved) this.#classes.set(id, [...steps]);
  }
}

const classOf = (sightings: number): number => Math.floor(Math.log2(Math.max(1, sightings)));
const stepOf = (probability: number): number =>
  Math.min(MAX_STEP, Math.max(0, Math.floor(-Math.log10(Math.max(probability, Number.MIN_VALUE)) * STEPS)));
