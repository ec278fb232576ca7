import type { Json, JsonObject } from "../../event/json.ts";
import { SampleOperator } from "../../operators/sample.ts";
import type { SampleOp } from "../../plan/plan.ts";
import { clockTime, type Hit } from "../hit.ts";
import type { Match } from "../match.ts";
import { slotAt, windowLength } from "../slots.ts";
import { loadHit, saveHit } from "../state/saved-hit.ts";
import { compileProjection } from "./projection.ts";
import { NO_MATCHES, type Prepared, reached, type RuleRunner, type RunnerCounts, type RunnerParts } from "./runner.ts";

/** Events of a sample rule's window kept at the most; the oldest are given up. */
const MAX_WINDOW_EVENTS = 100_000;

/** A window is small and changes as a whole: it is saved as one piece. */
const STATE_KEY = "window";

interface SavedWindow {
  readonly kept: readonly (readonly [event: number, hit: Json])[];
  readonly next: number | null;
  readonly told: readonly (readonly [sample: string, until: number])[];
}

/** Judges a sample rule at each slot that an event entered, over the events of its window. */
export class SampleRunner implements RuleRunner {
  readonly #parts: RunnerParts;
  readonly #op: SampleOp;
  readonly #project: (document: JsonObject) => JsonObject;
  #kept: Hit[] = [];
  /** The slot that waits to be judged. */
  #next: number | undefined;
  /** Samples given already, with the last slot whose window can hold them. */
  readonly #told = new Map<string, number>();
  #given = 0;
  #dirty = true;

  constructor(parts: RunnerParts, op: SampleOp) {
    this.#parts = parts;
    this.#op = op;
    this.#project = compileProjection(op.stages.flatMap((stage) => stage.keys.flatMap((key) => key.field ?? [])));
  }

  get counts(): RunnerCounts {
    return { open: 0, limits: reached({ sample_events: this.#given }) };
  }

  prepare(_: readonly number[], document: JsonObject): Prepared {
    return { document: this.#project(document), keep: true };
  }

  push(hit: Hit): readonly Match[] {
    const { rule, arena } = this.#parts;
    const matches = this.advance(hit.windowTime);
    arena.retain(hit.held);
    this.#kept.push(hit);
    rule.stats.contributed++;
    this.#next ??= slotAt(hit.windowTime - rule.window.to, rule.window.interval);
    this.#dirty = true;
    if (this.#kept.length > MAX_WINDOW_EVENTS) {
      this.#given++;
      arena.release((this.#kept.shift() as Hit).held);
    }
    return matches;
  }

  /** Judges the slot that waits, if its window ends before `time`. */
  advance(time: number): readonly Match[] {
    const slot = this.#next;
    if (slot === undefined || slot + this.#parts.rule.window.to >= time) return NO_MATCHES;
    this.#next = undefined;
    this.#dirty = true;
    return this.#judge(slot);
  }

  finish(): readonly Match[] {
    const matches = this.advance(Number.POSITIVE_INFINITY);
    this.#drop(Number.POSITIVE_INFINITY);
    return matches;
  }

  changes(): readonly (readonly [key: string, state: unknown])[] {
    if (!this.#dirty) return [];
    this.#dirty = false;
    const kept = this.#kept.map((hit) => [hit.held.key, saveHit(hit)] as const);
    return [[STATE_KEY, { kept, next: this.#next ?? null, told: [...this.#told] } satisfies SavedWindow]];
  }

  restore(entries: readonly (readonly [key: string, state: unknown])[]): void {
    const { rule, arena } = this.#parts;
    for (const [, state] of entries) {
      const saved = state as SavedWindow;
      this.#kept = saved.kept.map(([key, hit]) => loadHit(String(key), hit, rule, arena));
      this.#next = saved.next ?? undefined;
      for (const [sample, until] of saved.told) this.#told.set(sample, until);
    }
  }

  #judge(slot: number): readonly Match[] {
    const { rule } = this.#parts;
    this.#drop(slot + rule.window.from);
    const operator = new SampleOperator<number>(this.#op);
    for (const hit of this.#kept) {
      if (hit.windowTime > slot + rule.window.to) continue;
      operator.push({ ref: hit.held.key, document: hit.document }, (stage) => hit.stages.includes(stage));
    }
    for (const [sample, until] of this.#told) if (until < slot) this.#told.delete(sample);
    const fresh = operator.finish().filter(({ events }) => !this.#told.has(events.join(" ")));
    return fresh.map(({ key, events }) => this.#match(slot, key, events));
  }

  #match(slot: number, joinKeys: readonly (string | null)[], keys: readonly number[]): Match {
    const { rule, arena } = this.#parts;
    this.#told.set(keys.join(" "), slot + windowLength(rule.window));
    const events = keys.map((key) => arena.get(key));
    for (const event of events) arena.retain(event);
    const time = Math.max(...this.#kept.filter((hit) => keys.includes(hit.held.key)).map(clockTime));
    return { rule, time, slot, subject: { kind: "group", events, joinKeys } };
  }

  /** Lets go of events that lie before the window. */
  #drop(before: number): void {
    const gone = this.#kept.filter((hit) => hit.windowTime < before);
    if (gone.length === 0) return;
    for (const hit of gone) this.#parts.arena.release(hit.held);
    this.#kept = this.#kept.filter((hit) => hit.windowTime >= before);
  }
}
