import type { JsonObject } from "../../event/json.ts";
import type { Hold } from "../../operators/window.ts";
import type { Arena } from "../arena.ts";
import type { CompiledRule } from "../compile-rules.ts";
import type { Hit } from "../hit.ts";
import type { Match } from "../match.ts";

/** A rule with state: fed its hits in order of its clock (window time or order), gives matches. */
export interface RuleRunner {
  /** What the operator needs of an event that matched these stages; undefined where the event can take no part. */
  prepare(stages: readonly number[], document: JsonObject): Prepared | undefined;
  /** The next hit. The runner retains what it keeps; matches hand their references over. */
  push(hit: Hit): Iterable<Match>;
  /** Takes a hit of the time before the input: it builds history but never alerts. Only where the rule has history. */
  prime?(hit: Hit): void;
  /** Every hit with a clock time before `time` has been pushed. */
  advance(time: number): Iterable<Match>;
  /** The input has ended. */
  finish(): Iterable<Match>;
  /** Drains the keys whose state changed; undefined: the key is gone. */
  changes(): readonly (readonly [key: string, state: unknown])[];
  restore(entries: readonly (readonly [key: string, state: unknown])[]): void;
  readonly counts: RunnerCounts;
}

export interface Prepared {
  /** The fields that the operator reads, in dotted spelling. */
  readonly document: JsonObject;
  /** The event may become part of an alert: its whole document must be kept. */
  readonly keep: boolean;
}

export interface RunnerCounts {
  /** Absences still open when the input ended. */
  readonly open: number;
  /** Limits that were reached, by name. */
  readonly limits: Readonly<Record<string, number>>;
}

/** What runners are made from. */
export interface RunnerParts {
  readonly rule: CompiledRule;
  readonly arena: Arena;
  /** The input has an end. */
  readonly batch: boolean;
  /** Matches of one slot that can become alerts (before suppression). */
  readonly candidateLimit: number;
  /** Window time of the first event seen by any rule; undefined before there was one. */
  readonly firstEventTime: () => number | undefined;
}

/** Reference counts of operators whose refs are arena keys. */
export const holdOf = (arena: Arena): Hold<number> => ({
  retain: (key) => arena.retain(arena.get(key)),
  release: (key) => arena.release(arena.get(key)),
});

/** Makes the matches one by one as they are asked for: a slot may have a hundred thousand, nearly all of which are capped. */
export function mapped<T>(candidates: readonly T[], match: (candidate: T) => Match): Iterable<Match> {
  return candidates.length === 0 ? NO_MATCHES : mapOne(candidates, match);
}

function* mapOne<T>(candidates: readonly T[], match: (candidate: T) => Match): Generator<Match> {
  for (const candidate of candidates) yield match(candidate);
}

export const NO_MATCHES: readonly Match[] = Object.freeze([]);

/** Counters without the zeros. */
export const reached = (limits: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(limits).filter(([, count]) => count > 0));
