import type { Match } from "./match.ts";
import type { StageHit } from "./stage-event.ts";

/** A rule with state, fed in order. */
export interface StateRunner {
  /** The next hit in the rule's order. */
  push(hit: StageHit): readonly Match[];
  /** Every event before `watermark` (epoch milliseconds) has been pushed. */
  advance(watermark: number): readonly Match[];
  finish(): readonly Match[];
  /** Limits that were reached, by name, and absences left open. */
  readonly counts: { readonly open: number; readonly limits: Readonly<Record<string, number>> };
}
