import type { JsonObject } from "../../event/json.ts";
import { compileFieldColumn, compileMetadataColumn, type ReadColumn } from "../../matcher/esql/read-column.ts";
import type { EsqlFrom, EsqlRow } from "../../plan/esql.ts";
import { assign } from "./commands/eval.ts";
import type { EsqlContext } from "./context.ts";
import { emptyLayout, type Layout, withColumn } from "./layout.ts";
import type { Row } from "./row.ts";

/** Where rows come from: their columns, and how a document becomes one. */
export interface RowSource {
  readonly layout: Layout;
  /** A row, to be filled again and again; wide enough once all commands are compiled. */
  create(): Row;
  /** Fills the columns of the source from a document (of ROW: from nothing). */
  fill(row: Row, document: JsonObject | undefined): void;
}

/** FROM's columns: the fields by name, then the metadata that was asked for. */
export function compileFrom({ fields, metadata, open }: EsqlFrom): RowSource {
  let layout = emptyLayout(open);
  const readers: ReadColumn[] = [];
  for (const field of fields) {
    [layout] = withColumn(layout, field.name, field.type, field.name);
    readers.push(compileFieldColumn(field));
  }
  for (const column of metadata) {
    [layout] = withColumn(layout, column.name, column.type, column.name);
    readers.push(compileMetadataColumn(column));
  }
  const { segment } = layout;
  return {
    layout,
    create: () => ({ values: Array(segment.width).fill(null), source: undefined }),
    fill: (row, document) => {
      row.source = document;
      if (document) for (let i = 0; i < readers.length; i++) row.values[i] = (readers[i] as ReadColumn)(document);
    },
  };
}

/** ROW's one row. */
export function compileRow({ fields }: EsqlRow, context: EsqlContext): RowSource {
  const { layout, fill } = assign(fields, emptyLayout(), context);
  const { segment } = layout;
  return { layout, create: () => ({ values: Array(segment.width).fill(null), source: undefined }), fill };
}
