import type { JsonObject } from "../event/json.ts";
import type { PipeOp } from "../plan/plan.ts";
import type { Predicate } from "../plan/predicate.ts";
import type { StageHits } from "./sequence-types.ts";

/** An event that passed at least one of an operator's predicates. */
export interface MatchedEvent<Ref> {
  readonly ref: Ref;
  readonly document: JsonObject;
  /** Order time in epoch milliseconds; undefined where none can be read. */
  readonly time: number | undefined;
  readonly hits: StageHits;
}

interface SearchOptions {
  readonly maxSamplesPerKey?: number | undefined;
}

/** What a plan's root gives over a set of events, in order, before pipes and limits. */
export type RootResults<Ref> =
  | { readonly kind: "events"; readonly events: readonly Ref[] }
  | { readonly kind: "sequences"; readonly sequences: readonly KeyedEvents<Ref>[] };

interface KeyedEvents<Ref> {
  readonly key: readonly (string | null)[];
  readonly events: readonly (Ref | null)[];
}

/** A plan operator as a search runs it: over all the events at once. */
export interface RootOperator<Op> {
  /** What is judged for each event, in the order in which hits are numbered. */
  predicates(op: Op): readonly Predicate[];
  /** Order the events must come in: of `compareOrder` (then position), or of position alone. */
  readonly order: "time" | "position";
  /** Which end of the results a request's size counts from when no pipe says. */
  readonly defaultEnd: PipeOp["kind"];
  search<Ref>(op: Op, events: readonly MatchedEvent<Ref>[], options: SearchOptions): RootResults<Ref>;
}
