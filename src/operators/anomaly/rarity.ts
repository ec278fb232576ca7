import type { Json } from "../../event/json.ts";

/**
 * How often the values of one partition were seen, as counts of counts: with that, how probable it is that a sighting is
 * of a value as rare as this one or rarer. Values that were forgotten still count for how usual rarity is.
 */
export class Rarity {
  /** Buckets in which any value was seen. */
  buckets = 0;
  #sightings = 0;
  /** By number of sightings: how many values have so many. */
  readonly #values = new Map<number, number>();

  get sightings(): number {
    return this.#sightings;
  }

  /**
   * How probable a sighting is of a value as rare as one with `before` sightings that is now seen `more` times: with this
   * time counted, and as the share of the earlier sightings.
   */
  probability(before: number, more: number): { readonly now: number; readonly before: number } {
    const times = before + more;
    let rare = 0;
    for (const [count, values] of this.#values) if (count <= times) rare += count * values;
    // The value itself may be among those with `before` sightings.
    const others = before > 0 ? rare - before : rare;
    const all = this.#sightings + more;
    return { now: all === 0 ? 1 : Math.min(1, (others + times) / all), before: this.#sightings === 0 ? 0 : rare / this.#sightings };
  }

  /** A value that had `before` sightings was seen `more` times. */
  see(before: number, more: number): void {
    if (before > 0) this.#change(before, -1);
    this.#change(before + more, 1);
    this.#sightings += more;
  }

  #change(count: number, by: number): void {
    const values = (this.#values.get(count) ?? 0) + by;
    if (values > 0) this.#values.set(count, values);
    else this.#values.delete(count);
  }

  save(): Json {
    return [this.buckets, [...this.#values].flat()];
  }

  static load(saved: Json): Rarity {
    const [buckets, pairs] = saved as unknown as readonly [number, readonly number[]];
    const rarity = new Rarity();
    rarity.buckets = buckets;
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const [count, values] = [pairs[i] as number, pairs[i + 1] as number];
      rarity.#values.set(count, values);
      rarity.#sightings += count * values;
    }
    return rarity;
  }
}
