import type { FieldTable } from "../../event/field-type.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { IndicatorDocument } from "../../operators/indicator-match-document.ts";
import type { GivenTables } from "../../operators/esql/ready-tables.ts";
import type { GivenExceptions } from "../../rules/exceptions/plain.ts";
import type { MlJob } from "../../rules/ml-jobs/model.ts";
import type { GivenValueLists } from "../../rules/value-lists/plain.ts";

/** What a rule is explained with: as an engine takes it, so that the verdicts are the same. */
export interface ExplainOptions extends GivenTables {
  /** Field types. Default: the built-in table. */
  readonly schema?: FieldTable | undefined;
  /** Index of documents that name none. */
  readonly index?: string | undefined;
  /** Alerts per slot, instead of the rule's own limit. */
  readonly maxSignals?: number | undefined;
  readonly exceptions?: GivenExceptions | undefined;
  readonly valueLists?: GivenValueLists | undefined;
  /** Threat indicators, for indicator-match rules. */
  readonly indicators?: Iterable<IndicatorDocument> | undefined;
  /** Events of the time before, which new-terms rules know. */
  readonly history?: Iterable<EventDocument> | undefined;
  /** Anomaly records, for machine learning rules: they are explained like events. */
  readonly anomalies?: Iterable<EventDocument> | undefined;
  /** Machine learning jobs: those that the rule names read the documents. */
  readonly mlJobs?: readonly MlJob[] | undefined;
  /**
   * How many documents are explained clause by clause. Of more, those that match are, and one of each kind of miss, the
   * nearest first. The verdict is over all of them all the same. Default: every one.
   */
  readonly limit?: number | undefined;
}
