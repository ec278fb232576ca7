/** What the page says about the run that found the alerts. Plain data; nothing in it depends on a clock or the machine. */
export interface ReportRun {
  /** Of the page; default «Detection report». */
  readonly title?: string;
  /** As the person named them. */
  readonly inputs: readonly string[];
  readonly files: number;
  /** Members of archives that were read. */
  readonly members?: number;
  readonly events: number;
  readonly bytes: number;
  readonly rulesRun: number;
  /** Loaded but not run, by reason. */
  readonly notRun?: readonly { readonly reason: string; readonly count: number }[];
  /** Input that was left out, by kind in words: of which inputs, or an example of a place in one. */
  readonly skipped?: readonly {
    readonly what: string;
    readonly count: number;
    readonly inputs?: readonly string[];
    readonly example?: string;
  }[];
  /** Sentences a reader must know: faulty rules, limits that were reached. */
  readonly notes?: readonly string[];
  /** Times of the first and the last event, epoch milliseconds. */
  readonly from?: number;
  readonly to?: number;
  /** Of the program. */
  readonly version?: string;
}
