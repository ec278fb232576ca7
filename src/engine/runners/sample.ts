import type { Json } from "../../event/json.ts";
import { SampleOperator } from "../../operators/sample.ts";
import type { SampleOp } from "../../plan/plan.ts";
import { clockTime, type Hit } from "../hit.ts";
import type { Match } from "../match.ts";
import { loadHit, saveHit } from "../state/saved-hit.ts";
import { slotAt, windowLength } from "../slots.ts";
import { compileProjection } from "./projection.ts";
import { NO_MATCHES, reached, type RuleRunner, type RunnerParts } from "./runner.ts";

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
export function createSampleRunner({ rule, arena }: RunnerParts, op: SampleOp): RuleRunner {
  const { interval, from, to } = rule.window;
  let kept: Hit[] = [];
  let next: number | undefined;
  let given = 0;
  let dirty = true;
  /** Samples alerted already, with the last slot whose window can hold them. */
  const told = new Map<string, number>();

  const judge = (slot: number): readonly Match[] => {
    drop(slot + from);
    const operator = new SampleOperator<number>(op);
    for (const hit of kept) {
      if (hit.windowTime <= slot + to) operator.push({ ref: hit.held.key, document: hit.document }, (stage) => hit.stages.includes(stage));
    }
    for (const [sample, until] of told) if (until < slot) told.delete(sample);
    const fresh = operator.finish().filter(({ events }) => !told.has(events.join(" ")));
    return fresh.map(({ key, events }): Match => {
      told.set(events.join(" "), slot + windowLength(rule.window));
      const held = events.map((ref) => arena.get(ref));
      for (const event of held) arena.retain(event);
      const time = Math.max(...kept.filter((hit) => events.includes(hit.held.key)).map(clockTime));
      return { rule, time, slot, subject: { kind: "group", events: held, joinKeys: key } };
    });
  };
  const drop = (before: number): void => {
    const gone = kept.filter((hit) => hit.windowTime < before);
    if (gone.length === 0) return;
    for (const hit of gone) arena.release(hit.held);
    kept = kept.filter((hit) => hit.windowTime >= before);
  };
  /** Judges the slot that waits, if its window ends before `time`. */
  const pass = (time: number): readonly Match[] => {
    if (next === undefined || next + to >= time) return NO_MATCHES;
    const slot = next;
    dirty = true;
    next = undefined;
    return judge(slot);
  };
  const project = compileProjection(op.stages.flatMap((stage) => stage.keys.flatMap((key) => key.field ?? [])));
  return {
    prepare: (_, document) => ({ document: project(document), keep: true }),
    push(hit) {
      dirty = true;
      const matches = pass(hit.windowTime);
      arena.retain(hit.held);
      kept.push(hit);
      rule.stats.contributed++;
      next ??= slotAt(hit.windowTime - to, interval);
      if (kept.length > MAX_WINDOW_EVENTS) {
        given++;
        arena.release((kept.shift() as Hit).held);
      }
      return matches;
    },
    advance: pass,
    finish: () => pass(Number.POSITIVE_INFINITY),
    changes() {
      if (!dirty) return [];
      dirty = false;
      return [[STATE_KEY, { kept: kept.map((hit) => [hit.held.key, saveHit(hit)]), next: next ?? null, told: [...told] }]];
    },
    restore(entries) {
      for (const [, state] of entries) {
        const saved = state as SavedWindow;
        kept = saved.kept.map(([key, hit]) => loadHit(String(key), hit, rule, arena));
        next = saved.next ?? undefined;
        for (const [sample, until] of saved.told) told.set(sample, until);
      }
    },
    get counts() {
      return { open: 0, limits: reached({ sample_events: given }) };
    },
  };
}
