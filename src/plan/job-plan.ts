import type { FieldType } from "../event/field-type.ts";
import type { Predicate } from "./predicate.ts";

/** What a machine learning job means: which events it reads, and what its detectors look for. Plain JSON data. */
export interface JobPlan {
  readonly id: string;
  /** Length of its buckets in milliseconds; they begin at multiples of it from the epoch. */
  readonly span: number;
  /** The datafeed's query. */
  readonly where: Predicate;
  /** Index patterns of the datafeed. */
  readonly indices: readonly string[];
  readonly detectors: readonly DetectorPlan[];
  /** Fields whose values are told beside an anomaly. */
  readonly influencers: readonly JobField[];
  /** What has not been seen for so long (milliseconds) is forgotten. */
  readonly pruneAfter: number;
}

/** Which values count as unusual: great ones, small ones or both. */
export type DetectorSide = "high" | "low" | "both";

export interface DetectorPlan {
  /** As the job file writes it: `high_count`. */
  readonly name: string;
  /** Without its side: `count`. */
  readonly function: string;
  readonly side: DetectorSide;
  /** What the function is computed from. */
  readonly field?: JobField;
  /** Each value has a history of its own. */
  readonly by?: JobField;
  /** Each value is compared with the others. */
  readonly over?: JobField;
  /** Each value is a world of its own. */
  readonly partition?: JobField;
  /** Values below are never told. */
  readonly ignoreBelow?: number;
}

/** A field of the events, or one computed from others where the event does not have it. */
export interface JobField {
  readonly field: FieldType;
  readonly derived?: { readonly function: string; readonly from: FieldType };
}
