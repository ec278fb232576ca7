import { type Candidate, endOf, type Held, type SequenceState, startOf } from "./sequence-state.ts";
import type { SequenceLayout } from "./sequence-layout.ts";

/** Remembers an event of a leading absence. Events come in order of time. */
export function noteLead<Ref>(state: SequenceState<Ref>, event: Held<Ref>): void {
  if (state.lead !== null && state.lead.time === event.time) return;
  state.earlierLead = state.lead;
  state.lead = event;
}

/** The latest leading event strictly before `time`. */
export function leadBefore<Ref>(state: SequenceState<Ref> | undefined, time: number): Held<Ref> | null {
  if (!state) return null;
  return state.lead !== null && state.lead.time < time ? state.lead : state.earlierLead;
}

/** Remembers the first event strictly after the candidate's last that must not come before its next. True if it is the one. */
export function noteIntruder<Ref>(candidate: Candidate<Ref>, event: Held<Ref>): boolean {
  if (candidate.intruder !== null || event.time <= endOf(candidate)) return false;
  candidate.intruder = event;
  return true;
}

/** The next event has come, at `time`: an intruder strictly before it is a violation. */
export function closeGap(candidate: Candidate<unknown>, time: number): void {
  if (candidate.intruder !== null && candidate.intruder.time < time) candidate.violation ??= candidate.intruder;
  candidate.intruder = null;
}

/** `violated`: it comes to nothing. `wait`: it is judged once `deadline` has passed. */
export type Verdict<Ref> =
  | { readonly kind: "complete" }
  | { readonly kind: "violated"; readonly by: Held<Ref> }
  | { readonly kind: "wait"; readonly deadline: number };

const COMPLETE = { kind: "complete" } as const;

/**
 * Judges a candidate that has all its events, as Elasticsearch does: a leading absence alone is violated by a leading
 * event within maxspan of the last event; a trailing one alone by a later event within maxspan of the first; with both,
 * only by two such events within maxspan of each other.
 */
export function judgeAbsences<Ref>(candidate: Candidate<Ref>, layout: SequenceLayout, maxspan: number): Verdict<Ref> {
  const { lead, violation } = candidate;
  if (violation !== null) return { kind: "violated", by: violation };
  if (layout.trailing) return waitFor(candidate, layout.leading ? (lead?.time ?? Number.NEGATIVE_INFINITY) : startOf(candidate), maxspan);
  return lead !== null && endOf(candidate) - lead.time <= maxspan ? { kind: "violated", by: lead } : COMPLETE;
}

function waitFor(candidate: Candidate<unknown>, from: number, maxspan: number): Verdict<never> {
  const deadline = from + maxspan;
  return deadline > endOf(candidate) ? { kind: "wait", deadline } : COMPLETE;
}
