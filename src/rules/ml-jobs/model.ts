import type { Source, Span } from "../../diagnostics/index.ts";
import type { JobContent } from "./schema.ts";

/** A machine learning job as its file says it, checked. */
export interface MlJob {
  readonly id: string;
  /** What another system must compute before its events come, in words; absent: it needs nothing but the events. */
  readonly needs?: string;
  readonly content: JobContent;
  readonly source: Source;
  /** Where the value at a path of the job (`detectors.0.function`) stands. */
  readonly spanOf: (path: string) => Span | undefined;
  /** The datafeed's query as a source whose faults are reported at the file's lines. */
  readonly query: Source;
}
