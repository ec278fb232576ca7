import type { JsonObject } from "../../event/json.ts";
import type { EsqlValue } from "../../functions/esql/value.ts";

/**
 * One row on its way through a pipeline: values by slot (see `layout.ts`), and the document it came of. Rows that stream are
 * used again for the next document: who keeps one copies it.
 */
export interface Row {
  readonly values: EsqlValue[];
  /** Undefined after STATS, and for ROW. */
  source: JsonObject | undefined;
}

export const copyRow = ({ values, source }: Row): Row => ({ values: values.slice(), source });

/** Takes rows; `end` is told once, after the last. */
export interface RowSink {
  push(row: Row): void;
  end(): void;
  /** It needs no more rows: what it still gets changes nothing. */
  full(): boolean;
}

/** A sink that looks at each row and hands it on or not, with nothing to do at the end. */
export const through = (next: RowSink, push: (row: Row) => void): RowSink => ({ push, end: () => next.end(), full: () => next.full() });
