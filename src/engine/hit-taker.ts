import { Backlog } from "./backlog.ts";
import type { ExceptOp } from "../plan/rule-plan.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { clockTime, type Hit } from "./hit.ts";
import type { Jobs } from "./jobs.ts";
import type { ExceptedEvent, JudgedEvent, JudgeSink } from "./judge.ts";
import type { Lane } from "./lane.ts";
import type { Openings } from "./lines/openings.ts";
import type { LoopParts } from "./loop-parts.ts";
import type { Match } from "./match.ts";
import { matchOf } from "./runners/table.ts";
import { slotAt } from "./slots.ts";

/** Hits of rules with state kept in memory before they go to the spill store (a batch). */
const MAX_WAITING_HITS = 50_000;

/** Why events are judged. */
type Purpose =
  | "alerts"
  /** They are of the time before the input: rules may learn of them. */
  | "history"
  /** They were pushed before a restart: only hits that waited are wanted. */
  | "recollection";

/** Where hits go. */
export interface HitPlaces {
  readonly lanes: readonly (Lane | undefined)[];
  readonly jobs: Jobs;
  readonly match: (match: Match) => void;
  /** By rule: what was told to those who judge lines. */
  readonly openings: ReadonlyMap<number, Openings>;
}

/** Takes what the judge finds: a hit is a match at once, or waits for its turn in its rule's lane. */
export class HitTaker implements JudgeSink {
  readonly #parts: LoopParts;
  readonly #places: HitPlaces;
  /** Live: the events of hits that wait. */
  readonly backlog: Backlog;
  /** Hits collected since the last spill. */
  #waiting: number;
  #purpose: Purpose = "alerts";
  /** The event that is judged is not believed: it is of the future. */
  future = false;

  constructor(parts: LoopParts, places: HitPlaces, previous: HitTaker | undefined) {
    this.#parts = parts;
    this.#places = places;
    this.backlog = previous?.backlog ?? new Backlog();
    this.#waiting = previous ? previous.#waiting : 0;
  }

  /** Judges events to another end than alerts. */
  during(purpose: Exclude<Purpose, "alerts">, judge: () => void): void {
    this.#purpose = purpose;
    judge();
    this.#purpose = "alerts";
  }

  hit(hit: Hit): void {
    switch (this.#purpose) {
      case "alerts":
        return this.#take(hit);
      case "history":
        return this.#learn(hit);
      case "recollection":
        return this.#recollect(hit);
    }
  }

  feed(job: number, { document, time }: JudgedEvent): void {
    if (!this.future && this.#purpose !== "recollection") this.#places.jobs.feed(job, document, time, this.#purpose === "history");
  }

  excepted(rule: CompiledRule, { held, document, windowTime }: ExceptedEvent, exception: ExceptOp): void {
    if (this.#purpose !== "alerts") return;
    const { onExcepted, arena, emitter } = this.#parts;
    onExcepted?.(rule.rule.id, exception);
    // What is taken out of a sequence was no match yet.
    if (rule.plan.root.kind === "sequence" || rule.plan.root.kind === "sample") return;
    arena.keep(held, document);
    const reason = `${exception.name} (${exception.list}/${exception.id})`;
    emitter.refuseEvent(rule, held, windowTime, slotAt(windowTime, rule.window.interval), "excepted", reason);
  }

  #take(hit: Hit): void {
    const { arena, indicators } = this.#parts;
    const lane = this.#places.lanes[hit.rule.number];
    if (hit.rule.runsBy === "none") {
      const match = matchOf(hit, arena, indicators);
      if (!match) arena.release(hit.held);
      else if (!lane || Number.isNaN(hit.windowTime)) this.#places.match(match);
      else this.#wait(lane, { ...hit, document: match.subject.fields ?? {} });
    } else if (lane) this.#collect(lane, hit);
  }

  #learn(hit: Hit): void {
    const runner = this.#places.lanes[hit.rule.number]?.runner;
    const prepared = runner?.prepare(hit.stages, hit.document);
    if (prepared) runner?.prime?.({ ...hit, document: prepared.document });
    this.#parts.arena.release(hit.held);
  }

  #recollect(hit: Hit): void {
    const lane = this.#places.lanes[hit.rule.number];
    if (lane && hit.rule.runsBy !== "none") this.#collect(lane, hit);
    else this.#parts.arena.release(hit.held);
  }

  #collect(lane: Lane, hit: Hit): void {
    const { arena, emitter } = this.#parts;
    const prepared = lane.runner.prepare(hit.stages, hit.document);
    if (prepared?.keep) arena.keep(hit.held, hit.document);
    if (prepared) this.#places.openings.get(hit.rule.number)?.take(hit.stages, prepared.document);
    if (prepared) lane.openings?.take(hit.stages, prepared.document, clockTime(hit));
    const taken = !prepared || this.future ? "timeless" : this.#wait(lane, { ...hit, document: prepared.document });
    if (taken === "taken") return;
    if (taken === "late" && this.#purpose === "alerts") {
      const slot = slotAt(hit.windowTime, hit.rule.window.interval);
      arena.keep(hit.held, hit.document);
      emitter.refuseEvent(hit.rule, hit.held, hit.windowTime, slot, "late", "the event came after the watermark");
    }
    arena.release(hit.held);
  }

  #wait(lane: Lane, hit: Hit): "taken" | "late" | "timeless" {
    const { lateness, replays } = this.#parts;
    const taken = lane.collect(hit);
    if (taken !== "taken") return taken;
    if (replays && hit.held.origin) this.backlog.note(hit.held.origin.offset, clockTime(hit));
    if (lateness === "batch" && ++this.#waiting >= MAX_WAITING_HITS) this.#spill();
    return taken;
  }

  #spill(): void {
    const { runs, journal } = this.#parts;
    this.#waiting = 0;
    if (runs && !journal.active) for (const lane of this.#places.lanes) lane?.spill(runs);
  }
}
