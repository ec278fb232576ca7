/** What the page says about the run that found the alerts. Plain data; nothing in it depends on a clock or the machine. */
export interface ReportRun {
  /** Of the page; default «Detection report». */
  readonly title?: string;
  /** As the person named them. */
  readonly inputs: readonly string[];
  readonly files: number;
  readonly events: number;
  readonly bytes: number;
  readonly rulesRun: number;
  /** Loaded but not run, by reason. */
  readonly notRun?: readonly { readonly reason: string; readonly count: number }[];
  /** Input that was left out, by kind in words, with an example of a place where there is one. */
  readonly skipped?: readonly { readonly what: string; readonly count: number; readonly example?: string }[];
  /** Sentences a reader must know: faulty rules, limits that were reached. */
  readonly notes?: readonly string[];
  /** Times of the first and the last event, epoch milliseconds. */
  readonly from?: number;
  readonly to?: number;
  /** Of the program. */
  readonly version?: string;
}
