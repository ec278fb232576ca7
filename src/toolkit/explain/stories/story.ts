import type { JsonObject } from "../../../event/json.ts";
import type { RuleTrace, TracedHit } from "../../../engine/rule-trace.ts";
import type { IndicatorDocument } from "../../../operators/indicator-match-document.ts";
import type { EsqlQueryOptions } from "../../../operators/esql/query.ts";
import type { RuleWindow } from "../../../operators/window.ts";
import type { StageOp } from "../../../plan/plan.ts";
import type { ExceptOp } from "../../../plan/rule-plan.ts";
import type { MatchExplanation, RuleExplanation } from "../explanation.ts";

/** An event that satisfies a rule's query and that no exception took out. */
export interface StoryEvent {
  readonly number: number;
  readonly document: JsonObject;
  readonly hit: TracedHit;
}

/** Collects what one rule's operator did, while the engine runs. */
export interface Story {
  /** What the engine tells the operator's story by. */
  readonly trace?: Partial<Pick<RuleTrace, "sequence" | "threshold" | "newTerms" | "esql" | "anomaly">>;
  /** Indicators come before the events. */
  readonly addIndicator?: (indicator: IndicatorDocument) => void;
  event(event: StoryEvent): void;
  /** The input has ended, and these matches were settled. */
  tell(matches: readonly MatchExplanation[]): Partial<RuleExplanation>;
}

export interface StoryParts {
  readonly window: RuleWindow;
  /** Local data that ES|QL queries join with. */
  readonly data: EsqlQueryOptions;
  /** The rule's exceptions: indicators heed them too. */
  readonly except: readonly ExceptOp[];
  /** The number of the event that the engine has under a key. */
  readonly numberOf: (key: number) => number;
}

/** Names of a stage's join keys; one that the mapping lacks has none. */
export const keyFields = ({ keys }: StageOp): readonly string[] =>
  keys.map(({ field, optional }) => `${optional ? "?" : ""}${field?.name ?? "null"}`);

/** Groups (keys, buckets, combinations, indicator events) told one by one; the rest is counted. */
export const MAX_GROUPS = 1_000;
