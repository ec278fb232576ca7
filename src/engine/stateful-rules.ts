import type { Match } from "./match.ts";
import { compareHits, type StageHit } from "./stage-event.ts";
import type { StateRunner } from "./state-runner.ts";

/**
 * The hits of rules with state until their turn comes: at the end of a batch, or live when the watermark has passed
 * them. Each rule then sees its own in order.
 */
export class StatefulRules {
  readonly #runners: readonly (StateRunner | undefined)[];
  readonly #waiting: StageHit[][];
  readonly #live: boolean;
  #watermark = Number.NEGATIVE_INFINITY;

  constructor(runners: readonly (StateRunner | undefined)[], live: boolean) {
    this.#runners = runners;
    this.#waiting = runners.map(() => []);
    this.#live = live;
  }

  /** Takes a hit of a rule; false where it is too late for it. */
  collect(rule: number, hit: StageHit): boolean {
    if (this.#live && hit.event.order.time < this.#watermark) return false;
    this.#waiting[rule]?.push(hit);
    return true;
  }

  /** Every event before the watermark is here: runs what lies before it. */
  *advance(watermark: number): Iterable<Match> {
    if (watermark <= this.#watermark) return;
    this.#watermark = watermark;
    for (const [number, runner] of this.#runners.entries()) {
      if (!runner) continue;
      const waiting = this.#waiting[number] ?? [];
      const due = waiting.filter((hit) => hit.event.order.time < watermark);
      if (due.length > 0) this.#waiting[number] = waiting.filter((hit) => hit.event.order.time >= watermark);
      for (const hit of due.sort(compareHits)) yield* runner.push(hit);
      yield* runner.advance(watermark);
    }
  }

  /** The input has ended: runs all that waits. */
  *finish(): Iterable<Match> {
    for (const [number, runner] of this.#runners.entries()) {
      if (!runner) continue;
      const due = this.#waiting[number] ?? [];
      this.#waiting[number] = [];
      for (const hit of due.sort(compareHits)) yield* runner.push(hit);
      yield* runner.finish();
    }
  }

  counts(): { open: number; limits: Record<string, number> } {
    const limits: Record<string, number> = {};
    let open = 0;
    for (const runner of this.#runners) {
      if (!runner) continue;
      open += runner.counts.open;
      for (const [name, count] of Object.entries(runner.counts.limits)) limits[name] = (limits[name] ?? 0) + count;
    }
    return { open, limits };
  }
}
