import type { Json } from "../event/json.ts";
import { compareMatches, type Match, twinKey } from "./match.ts";

/** What became of a match that a group did not keep. */
export interface Refused {
  readonly match: Match;
  readonly fate: "capped" | "duplicate";
}

/**
 * The matches of one rule in one slot: each document once, and of them the oldest `limit`, whatever order they come in
 * (Kibana removes duplicates first and then cuts to `max_signals`).
 */
export class SlotGroup {
  /** A heap with the newest match on top, once it is full. */
  readonly #kept: Match[] = [];
  readonly #known = new Map<string, Match>();
  readonly #limit: number;
  readonly #seen = new Set<string>();
  #offered = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#kept.length;
  }

  get kept(): readonly Match[] {
    return this.#kept;
  }

  /** First come, first served: keeps no match, only what is needed to refuse the next. */
  offer(match: Match): Refused | undefined {
    const key = twinKey(match);
    if (key !== undefined && this.#seen.has(key)) return { match, fate: "duplicate" };
    if (this.#offered >= this.#limit) return { match, fate: "capped" };
    this.#offered++;
    if (key !== undefined) this.#seen.add(key);
    return undefined;
  }

  /** What {@link offer} remembers, as JSON; undefined where it was never asked. */
  save(): Json | undefined {
    return this.#offered === 0 ? undefined : { offered: this.#offered, seen: [...this.#seen] };
  }

  restore(state: Json): void {
    const { offered, seen } = state as { offered: number; seen: string[] };
    this.#offered = offered;
    for (const key of seen) this.#seen.add(key);
  }

  /** Returns the match that had to give way, if any: it may be the new one. */
  add(match: Match): Refused | undefined {
    const key = twinKey(match);
    const twin = key === undefined ? undefined : this.#known.get(key);
    if (twin) return this.#settleTwins(twin, match);
    if (this.#kept.length < this.#limit) {
      this.#insert(match);
      return undefined;
    }
    const newest = this.#kept[0];
    if (!newest || compareMatches(match, newest) >= 0) return { match, fate: "capped" };
    this.#removeNewest();
    this.#insert(match);
    return { match: newest, fate: "capped" };
  }

  /** Of two sightings of one document the one at the earlier position stays. */
  #settleTwins(twin: Match, match: Match): Refused {
    if (compareMatches(match, twin) >= 0) return { match, fate: "duplicate" };
    this.#kept[this.#kept.indexOf(twin)] = match;
    this.#kept.sort((a, b) => compareMatches(b, a));
    this.#remember(match);
    return { match: twin, fate: "duplicate" };
  }

  #remember(match: Match): void {
    const key = twinKey(match);
    if (key !== undefined) this.#known.set(key, match);
  }

  #insert(match: Match): void {
    this.#remember(match);
    const heap = this.#kept;
    let i = heap.push(match) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (compareMatches(heap[parent] as Match, match) >= 0) break;
      heap[i] = heap[parent] as Match;
      i = parent;
    }
    heap[i] = match;
  }

  #removeNewest(): void {
    const heap = this.#kept;
    const newest = heap[0] as Match;
    const key = twinKey(newest);
    if (key !== undefined) this.#known.delete(key);
    const last = heap.pop() as Match;
    if (heap.length === 0) return;
    let i = 0;
    for (let child = 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && compareMatches(heap[child + 1] as Match, heap[child] as Match) > 0) child++;
      if (compareMatches(heap[child] as Match, last) <= 0) break;
      heap[i] = heap[child] as Match;
      i = child;
    }
    heap[i] = last;
  }
}
