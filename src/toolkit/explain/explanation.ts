import type { Fate } from "../../alerts/ledger.ts";
import type { ThresholdBucket } from "../../alerts/threshold.ts";
import type { Diagnostic } from "../../diagnostics/index.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import type { Suppression } from "../../operators/suppress-types.ts";
import type {
  EsqlExplanation,
  AnomalyExplanation,
  IndicatorMatchExplanation,
  NewTermsExplanation,
  SampleExplanation,
  SequenceExplanation,
  ThresholdExplanation,
} from "./story-types.ts";
import type { Verdict } from "./verdict.ts";

/**
 * How a rule judged documents, clause by clause, and what came of it. Plain data, apart from the documents, which are the
 * given ones. Events are numbers: the document's place among those given, from 0. Times are epoch milliseconds.
 */
export interface RuleExplanation {
  readonly rule: { readonly id: string; readonly name: string; readonly type: string };
  /** The rule's index patterns; empty: it takes every index. */
  readonly index: readonly string[];
  /** The rule alerts on these documents. */
  readonly matched: boolean;
  /** Documents given. */
  readonly events: number;
  /** Documents that satisfy the query (of a sequence: a stage of it) and that an exception took out. */
  readonly excepted: number;
  /** In the order given: all of them, unless a limit was. */
  readonly documents: readonly DocumentExplanation[];
  /** What became of each match; several events may be one, and one event several. */
  readonly matches: readonly MatchExplanation[];
  /** Exactly one of these where the rule is more than a query of single events. */
  readonly sequence?: SequenceExplanation;
  readonly sample?: SampleExplanation;
  readonly threshold?: ThresholdExplanation;
  readonly newTerms?: NewTermsExplanation;
  readonly indicatorMatch?: IndicatorMatchExplanation;
  readonly esql?: EsqlExplanation;
  readonly anomaly?: AnomalyExplanation;
  /** Faults of the rule, its exceptions and its suppression: with an error in the rule there is nothing to explain. */
  readonly problems: readonly Diagnostic[];
  /** Why this version does not run the rule. */
  readonly unsupported?: string;
}

export interface DocumentExplanation {
  readonly number: number;
  readonly document: JsonObject;
  readonly index: string | undefined;
  /** One of the rule's index patterns takes the document; if none does, the rule never sees it. */
  readonly indexAccepted: boolean;
  /** The rule saw the document and it satisfies the query (of a sequence: a stage of it). An exception may take it out yet. */
  readonly matched: boolean;
  /** Clauses that would have to be otherwise for it to satisfy the query, at the least. */
  readonly failing: number;
  /** Further documents that fail the same clauses and are not explained. */
  readonly alike?: number;
  /** The rule's clock for the document (window time; of a sequence its order time); null where it has no readable time. */
  readonly time: number | null;
  /** The exception that took it out. */
  readonly exception?: ExceptionVerdict;
  /** One verdict for an event query, one a stage for sequences and samples, the until stage last. */
  readonly stages: readonly StageVerdict[];
}

export interface StageVerdict {
  /** `query`, `stage 1`, `missing stage 2`, `until`. */
  readonly label: string;
  readonly matched: boolean;
  /** As {@link DocumentExplanation.failing}, of this stage. */
  readonly failing: number;
  readonly verdict: Verdict;
}

/** An exception item that took an event out. */
export interface ExceptionVerdict {
  readonly id: string;
  readonly name: string;
  readonly list: string;
  readonly verdict: Verdict;
}

/** A match and its fate. */
export interface MatchExplanation {
  readonly fate: Fate;
  readonly reason?: string;
  /** The id of the alert that came of it. */
  readonly alert?: string;
  /** When it was judged; null where the event has no readable time. */
  readonly slot: number | null;
  /** Its events: one, those of a group in stage order, or the first and the last of a threshold's bucket. */
  readonly events: readonly number[];
  readonly joinKeys?: readonly (string | null)[];
  readonly bucket?: ThresholdBucket;
  /** The combination that was new. */
  readonly newTerms?: Json;
  /** Share of the history window, 0 to 1, for which there were events at all; only where it is below 1. */
  readonly historyCoverage?: number;
  /** The group that the alert stands for, or that the match was counted into. */
  readonly suppression?: Suppression;
}
