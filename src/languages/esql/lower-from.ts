import { didYouMean } from "../../diagnostics/index.ts";
import type { EsqlColumn, EsqlField, EsqlFrom, EsqlRow } from "../../plan/esql.ts";
import { ALL } from "../../plan/combine.ts";
import type { FromCommand, RowCommand, SourceCommand } from "./ast.ts";
import { append, type Column, type Columns } from "./columns.ts";
import { isColumn, METADATA_TYPES, typeOfField } from "./field-types.ts";
import { lowerFields } from "./lower-fields.ts";
import type { Scope } from "./scope.ts";

/** A source with the columns that it gives. Without a source: it cannot be run, which has been told. */
export interface LoweredSource {
  readonly source?: EsqlFrom | EsqlRow;
  readonly columns: Columns;
}

/** @param read fields that the query turned out to read beside those that a mapping lists */
export function lowerSource(scope: Scope, source: SourceCommand, read: readonly EsqlField[]): LoweredSource {
  switch (source.kind) {
    case "from":
      return lowerFrom(scope, source, read);
    case "row":
      return lowerRow(scope, source);
    case "show":
      scope.report("T5015", source.span, "[SHOW] is not supported", "`tocsin --version` tells the version");
      return { columns: NO_COLUMNS };
    case "invalid":
      return { columns: ANY_COLUMNS };
  }
}

const NO_COLUMNS: Columns = { known: new Map() };
/** Nothing is known of what the query reads, so that no column is told to be missing. */
const ANY_COLUMNS: Columns = { known: new Map(), open: () => true };

function lowerRow(scope: Scope, { fields }: RowCommand): LoweredSource {
  const { assignments, columns } = lowerFields({ scope, columns: NO_COLUMNS }, fields);
  return { source: { kind: "row", fields: assignments }, columns: scope.unmapped === "fail" ? columns : { ...columns, elseNull: true } };
}

function lowerFrom(scope: Scope, from: FromCommand, read: readonly EsqlField[]): LoweredSource {
  const { fields: table } = scope.env;
  const patterns = from.sources.flatMap((each) => (each.kind === "index" ? splitPatterns(each.pattern) : []));
  for (const each of from.sources) {
    if (each.kind === "subquery")
      scope.report("T5015", each.span, "Sub-queries in [FROM] are not supported", "name the indices themselves");
  }
  const metadata = lowerMetadata(scope, from);
  const listed = [...(table.explicit ? mappedFields(scope) : []), ...read].sort(byName);
  const known = new Map(listed.map(({ name, type, field }): [string, Column] => [name, { type, field }]));
  const columns = append(
    { known },
    metadata.map(({ name, type }): [string, Column] => [name, { type }]),
  );
  const takesMore = !table.explicit || scope.unmapped !== "fail";
  return {
    source: { kind: "from", patterns, metadata, fields: listed, open: !table.explicit, where: ALL },
    columns: takesMore ? { ...columns, open: isFieldName } : columns,
  };
}

/** Metadata is there only where METADATA asks for it. */
const isFieldName = (name: string): boolean => !METADATA_TYPES.has(name);

/** A quoted pattern can hold several. */
const splitPatterns = (pattern: string): readonly string[] =>
  pattern
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const byName = (a: EsqlColumn, b: EsqlColumn): number => (a.name < b.name ? -1 : 1);

function mappedFields({ env }: Scope): EsqlField[] {
  return env.fields
    .expand("*")
    .filter(isColumn)
    .map((field): EsqlField => ({ name: field.name, type: typeOfField(field, true), field }))
    .sort(byName);
}

function lowerMetadata(scope: Scope, { metadata }: FromCommand): readonly EsqlColumn[] {
  const columns = new Map<string, EsqlColumn>();
  for (const { name, span } of metadata) {
    const type = METADATA_TYPES.get(name);
    if (type) columns.set(name, { name, type });
    else scope.report("T5044", span, `unsupported metadata field [${name}]`, didYouMean(name, METADATA_TYPES.keys()) ?? METADATA_HINT);
  }
  return [...columns.values()];
}

const METADATA_HINT = `the metadata fields are ${[...METADATA_TYPES.keys()].map((name) => `\`${name}\``).join(", ")}`;
