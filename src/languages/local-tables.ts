import type { EsqlColumn } from "../plan/esql.ts";

/** The columns of a local file that ES|QL's LOOKUP JOIN or ENRICH reads. */
export interface LocalTableSchema {
  readonly columns: readonly EsqlColumn[];
  /** Of an enrich policy: the field that ENRICH compares. */
  readonly matchField?: string;
}

/** Local tables by their names in queries. */
export interface LocalTables {
  readonly lookups: ReadonlyMap<string, LocalTableSchema>;
  readonly policies: ReadonlyMap<string, LocalTableSchema>;
}
