import type { FieldType } from "../event/field-type.ts";
import type { KeyTuple } from "./keys.ts";
import type { Waiting } from "./slot-sweep.ts";
import { loadTuple, type SavedTuple, saveTuple } from "./tuple-state.ts";

/** Occurrences that become history at the same slot; the first of them may be what is new. Window times in epoch milliseconds. */
export interface Sighting<Ref> {
  /** The last slot with `slot + from` before them. */
  readonly until: number;
  readonly time: number;
  readonly ref: Ref;
  last: number;
}

/** A tuple that may be new at a slot to come. */
export interface OpenTerms<Ref> extends Waiting {
  readonly tuple: KeyTuple;
  /** The latest occurrence that is history by now. */
  seen: number | null;
  /** Earliest first. */
  readonly sightings: Sighting<Ref>[];
}

/** All that is kept of a tuple. */
export interface TermsState<Ref> {
  /** Its latest occurrence. */
  touched: number;
  /** Its first occurrence since it was last new. */
  since: number;
  /** Null: known, so that its latest occurrence is all that matters. */
  open: OpenTerms<Ref> | null;
}

/** The state of a tuple as JSON (where `Ref` is). */
export interface SavedTerms<Ref> {
  readonly touched: number;
  readonly since: number;
  readonly open?: {
    readonly due: number;
    readonly tuple: SavedTuple;
    readonly seen: number | null;
    readonly sightings: readonly Sighting<Ref>[];
  };
}

export const saveTerms = <Ref>({ touched, since, open }: TermsState<Ref>): SavedTerms<Ref> => ({
  touched,
  since,
  ...(open && { open: { due: open.due, tuple: saveTuple(open.tuple), seen: open.seen, sightings: open.sightings } }),
});

export const loadTerms = <Ref>({ touched, since, open }: SavedTerms<Ref>, fields: readonly FieldType[]): TermsState<Ref> => ({
  touched,
  since,
  open: open
    ? {
        due: open.due,
        tuple: loadTuple(open.tuple, fields),
        seen: open.seen,
        sightings: open.sightings.map((sighting) => ({ ...sighting })),
      }
    : null,
});
