import type { Span } from "../diagnostics/index.ts";
import type { FieldType } from "../event/field-type.ts";
import type { Predicate } from "./predicate.ts";

/** What a query means, whatever language it was written in. Plain JSON data. */
export interface Plan {
  readonly root: RootOp;
  /** Applied to the root's results, in order. */
  readonly pipes: readonly PipeOp[];
}

export type RootOp = FilterOp | SequenceOp | SampleOp;

/** Events that pass a test. */
export interface FilterOp {
  readonly kind: "filter";
  readonly where: Predicate;
}

/** Events in order, one a stage, with equal keys (the reference: EQL sequences). `runs` is expanded already. */
export interface SequenceOp {
  readonly kind: "sequence";
  readonly stages: readonly StageOp[];
  readonly until?: StageOp;
  /** Longest time between the first and the last event, in milliseconds, inclusive. */
  readonly maxspan?: number;
}

/** One distinct event per stage with equal keys, in no order of time. */
export interface SampleOp {
  readonly kind: "sample";
  readonly stages: readonly StageOp[];
}

export interface StageOp {
  readonly where: Predicate;
  /** As many in every stage; compared by place. */
  readonly keys: readonly JoinKey[];
  /** `![…]`: no such event may occur here. */
  readonly missing: boolean;
  readonly at?: Span;
}

export interface JoinKey {
  /** Null: an optional field that the mapping does not have; its value is null for every event. */
  readonly field: FieldType | null;
  /** `?field`: null is a value like any other. Else an event without the field takes no part. */
  readonly optional: boolean;
  readonly at?: Span;
}

/** The first or the last `count` results. */
export interface PipeOp {
  readonly kind: "head" | "tail";
  readonly count: number;
}
