/** An event in state: the caller's handle and its order time in epoch milliseconds. */
export interface Held<Ref> {
  readonly ref: Ref;
  readonly time: number;
}

/** A sequence under way: the events of its first positive stages, all of one key. */
export interface Candidate<Ref> {
  readonly events: Held<Ref>[];
  /** The latest event of a leading absence that stood before the first event. */
  readonly lead: Held<Ref> | null;
  /** Since the last event: the first event that must not stand between it and the next. */
  intruder: Held<Ref> | null;
  /** An absence between two of the events was violated, by this: it keeps its place but never completes. */
  violation: Held<Ref> | null;
}

/** Complete but for its trailing absence: an event of it later than `after` and no later than `deadline` undoes it. */
export interface Pending<Ref> {
  readonly candidate: Candidate<Ref>;
  readonly after: number;
  readonly deadline: number;
}

/**
 * All that is kept of one key; JSON-serialisable where `Ref` is. Events come in order, so a newer candidate leaves an
 * older one that reached as far no event to go on with: there is one a stage at the most.
 */
export interface SequenceState<Ref> {
  touched: number;
  /** The key values as results show them. */
  readonly key: readonly (string | null)[];
  /** By the number of positive stages reached, less one. */
  readonly slots: (Candidate<Ref> | null)[];
  /** The latest event of a leading absence, and the latest one of an earlier time. */
  lead: Held<Ref> | null;
  earlierLead: Held<Ref> | null;
  readonly pending: Pending<Ref>[];
}

export function createState<Ref>(key: readonly (string | null)[], slots: number): SequenceState<Ref> {
  return { touched: 0, key, slots: Array.from({ length: slots }, () => null), lead: null, earlierLead: null, pending: [] };
}

export const openCandidate = <Ref>(first: Held<Ref>, lead: Held<Ref> | null): Candidate<Ref> => ({
  events: [first],
  lead,
  intruder: null,
  violation: null,
});

export const startOf = (candidate: Candidate<unknown>): number => (candidate.events[0] as Held<unknown>).time;
export const endOf = (candidate: Candidate<unknown>): number => (candidate.events[candidate.events.length - 1] as Held<unknown>).time;

/** The events that are retained for it. */
export const heldBy = <Ref>({ slots, pending }: SequenceState<Ref>): readonly Held<Ref>[] =>
  [...slots, ...pending.map(({ candidate }) => candidate)].flatMap((candidate) => candidate?.events ?? []);

/** Nothing in it can still matter. */
export const isIdle = (state: SequenceState<unknown>): boolean =>
  state.lead === null && state.pending.length === 0 && state.slots.every((slot) => slot === null);
