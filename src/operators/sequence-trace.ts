/** Why a candidate came to nothing. */
export type Death =
  /** A newer event opened or advanced another candidate to the same stage of the same key. */
  | "displaced"
  /** No next event came within maxspan, or the one that came (`by`) was too late. */
  | "maxspan"
  | "until"
  /** An event that must be missing (`by`) occurred. */
  | "missing_event"
  /** The input ended before the next event. */
  | "no_next_event"
  /** The input ended before the window of a trailing absence had passed. */
  | "open"
  /** Too many keys: the stalest was given up. */
  | "limit";

/** One thing that happened in a sequence operator, in order. `stage` counts the plan's stages from 0, missing ones included. */
export type SequenceStep<Ref> =
  /** The event was kept as the first of a candidate, or as the next (`events` so far, itself included). */
  | {
      readonly kind: "reached";
      readonly stage: number;
      readonly key: Key;
      readonly event: Ref;
      readonly time: number;
      readonly events: readonly Ref[];
    }
  /** The event matches the stage but no candidate waits for it there. */
  | { readonly kind: "no_candidate"; readonly stage: number; readonly key: Key; readonly event: Ref; readonly time: number }
  /** The event matches the stage but lacks a join key. */
  | { readonly kind: "no_key"; readonly stage: number; readonly event: Ref; readonly time: number }
  /** Every event is there; a trailing absence is judged once `deadline` has passed. */
  | { readonly kind: "waiting"; readonly key: Key; readonly events: readonly Ref[]; readonly deadline: number }
  | { readonly kind: "completed"; readonly key: Key; readonly events: readonly Ref[]; readonly time: number }
  /** `stage` is the last one reached. `time` is when it was noticed, in order time. */
  | {
      readonly kind: "died";
      readonly death: Death;
      readonly stage: number;
      readonly key: Key;
      readonly events: readonly Ref[];
      readonly by?: Ref;
      readonly time: number;
    };

type Key = readonly (string | null)[];

export type SequenceTrace<Ref> = (step: SequenceStep<Ref>) => void;
