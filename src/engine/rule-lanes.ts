import { suppressionBounds } from "../rules/suppression.ts";
import type { CompiledRule } from "./compile-rules.ts";
import type { Estate } from "./estate.ts";
import { Lane } from "./lane.ts";
import { openingNeed } from "./lines/line-need.ts";
import { LiveOpenings } from "./lines/live-openings.ts";
import type { SeenHit } from "./lines/sighting-log.ts";
import type { LoopParts } from "./loop-parts.ts";
import { createRunner } from "./runners/table.ts";
import { windowLength } from "./slots.ts";
import { known, type LoopClock } from "./state/loop-clock.ts";

/** By rule number: the lanes of the rules with state, those of an estate as they are. */
export function createLanes(parts: LoopParts, clock: LoopClock, estate: Estate | undefined): readonly (Lane | undefined)[] {
  const { arena, journal, replays } = parts;
  const live = parts.lateness !== "batch";
  return parts.rules.rules.map((rule) => {
    const kept = estate?.get(rule);
    if (kept) return kept.lane;
    const candidateLimit = candidateLimitOf(rule);
    const runner = createRunner({ rule, arena, batch: !live, candidateLimit, firstEventTime: () => known(clock.first) });
    const openings = live && replays ? openingsOf(rule) : undefined;
    return runner && new Lane(rule, runner, { arena, journal, live, replays, openings });
  });
}

/** How many matches of one slot can come to be alerts. */
function candidateLimitOf(rule: CompiledRule): number {
  const { maxAlerts, maxCandidates = Number.POSITIVE_INFINITY } = suppressionBounds(rule.rule, rule.maxSignals);
  return rule.plan.suppress ? maxCandidates : maxAlerts;
}

/** Of all lanes: what is still open, and the limits that were reached, by name. */
export function countLanes(lanes: readonly (Lane | undefined)[]): { readonly open: number; readonly limits: Record<string, number> } {
  let open = 0;
  const limits: Record<string, number> = {};
  for (const lane of lanes) {
    open += lane?.runner.counts.open ?? 0;
    for (const [name, count] of Object.entries(lane?.runner.counts.limits ?? {})) limits[name] = (limits[name] ?? 0) + count;
  }
  return { open, limits };
}

/** Live: what a sequence rule must know of events that are not parsed; undefined where it takes them all. */
function openingsOf(compiled: CompiledRule): LiveOpenings | undefined {
  const { rule, plan, window } = compiled;
  if (plan.root.kind !== "sequence" || rule.timestampField) return undefined;
  return LiveOpenings.of(plan.root, plan.root.maxspan ?? windowLength(window), openingNeed(plan.root, compiled));
}

/** An event that was not parsed, and that matters to rules after all. */
export interface SightedEvent {
  /** Epoch milliseconds. */
  readonly time: number;
  /** Where it can be recalled from. */
  readonly offset: number;
  readonly hits: SeenHit[];
}

/** Takes out of all lanes what they have sighted before a watermark (epoch milliseconds) and now need; in order of offset, since those are recalled together. */
export function sightedBefore(lanes: readonly (Lane | undefined)[], watermark: number): readonly SightedEvent[] {
  const events = new Map<number, SightedEvent>();
  for (const [rule, lane] of lanes.entries()) {
    if (!lane?.openings) continue;
    for (const { time, offset, stages, hash } of lane.sighted(watermark)) {
      const hit = { rule, stages, hash };
      const noted = events.get(offset);
      if (noted) noted.hits.push(hit);
      else events.set(offset, { time, offset, hits: [hit] });
    }
  }
  return [...events.values()].sort((a, b) => a.offset - b.offset);
}
