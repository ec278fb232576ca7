import { didYouMean, type Span } from "../../diagnostics/index.ts";
import { compileGlob } from "../../event/glob.ts";
import type { FieldType } from "../../event/field-type.ts";
import type { EsqlType } from "../../functions/esql/type.ts";
import type { EsqlValue } from "../../functions/esql/value.ts";
import type { EsqlColumn } from "../../plan/esql.ts";
import { nearNames } from "../unknown-field.ts";
import { inferredField, isColumn, typeOfField } from "./field-types.ts";
import type { Scope } from "./scope.ts";

export interface Column {
  readonly type: EsqlType;
  /** The field of the source that the column is, untouched. */
  readonly field?: FieldType;
  /** Its value in every row, where EVAL or ROW gave it one that is known before any row. */
  readonly constant?: EsqlValue;
}

/** A column that the source gives. */
export type SourceColumn = Required<Pick<Column, "type" | "field">>;

/** The columns at one point of a query. */
export interface Columns {
  /** In order. */
  readonly known: ReadonlyMap<string, Column>;
  /** Whether a name that is not known can still be a field of the source. Absent: the columns are all there are. */
  readonly open?: ((name: string) => boolean) | undefined;
  /** A name that is not known is null in an expression: `SET unmapped_fields` over ROW, which has no fields. */
  readonly elseNull?: boolean;
  /** The command before which KQL() and MATCH() would have had to stand. */
  readonly searchEnds?: string;
}

export const listOf = ({ known }: Columns): readonly EsqlColumn[] => [...known].map(([name, { type }]) => ({ name, type }));

/** Adds columns at the end; those of the same names are gone. */
export function append(columns: Columns, added: Iterable<readonly [string, Column]>): Columns {
  const known = new Map(columns.known);
  for (const [name, column] of added) {
    known.delete(name);
    known.set(name, column);
  }
  return { ...columns, known };
}

/** No others than these, from whatever source. */
export const closed = (columns: Columns, known: Iterable<readonly [string, Column]>): Columns => ({
  known: new Map(known),
  ...(columns.searchEnds !== undefined && { searchEnds: columns.searchEnds }),
});

/** The column of that name; undefined, and told, where there is none. */
export function resolveColumn(scope: Scope, columns: Columns, name: string, at: Span): Column | undefined {
  const known = columns.known.get(name);
  if (known) return known;
  if (columns.open?.(name)) return openField(scope, name, at);
  reportMissing(scope, columns, name, at);
  return undefined;
}

function reportMissing(scope: Scope, { known }: Columns, name: string, at: Span): void {
  if (scope.told.has(name)) return;
  scope.told.add(name);
  scope.report("T6001", at, `Unknown column [${name}]`, didYouMean(name, known.keys()) ?? "no command before this one has such a column");
}

/** A field of a source whose columns are not listed: as the table has it, else as the query uses it. */
function openField(scope: Scope, name: string, at: Span): Column {
  const before = scope.fields.get(name);
  if (before) return before;
  const known = scope.env.fields.get(name);
  if (scope.env.fields.explicit && scope.unmapped === "nullify")
    return addField(scope, name, { type: "null", field: inferredField(name, "keyword") });
  const column =
    known && known.kind !== "unknown" && known.kind !== "object" ? knownField(scope, known, at) : usedField(scope, name, at, known);
  return addField(scope, name, column);
}

/** The source has to give the field. */
export function addField(scope: Scope, name: string, column: SourceColumn): Column {
  scope.fields.set(name, { name, ...column });
  return column;
}

function knownField(scope: Scope, field: FieldType, at: Span): SourceColumn {
  if (isColumn(field)) return { type: typeOfField(field, scope.env.fields.explicit), field };
  const message = `Field [${field.name}] lies in a nested object, which ES|QL does not see: it is always null`;
  scope.report("T5036", at, message, "a KQL query sees nested objects: `path:{ … }`", "warning");
  return { type: "unsupported", field };
}

function usedField(scope: Scope, name: string, at: Span, known: FieldType | undefined): SourceColumn {
  const type = scope.uses.get(name) ?? "keyword";
  if (scope.unmapped === "fail" && known?.kind !== "unknown") reportUnknown(scope, name, at, known);
  return { type, field: inferredField(name, type) };
}

function reportUnknown({ report, env }: Scope, name: string, at: Span, known: FieldType | undefined): void {
  const why = known ? "it holds other fields" : "no schema knows this field";
  report("T6001", at, `Unknown column [${name}]: ${why}`, nearNames(name, env.fields), env.strict ? "error" : "warning");
}

/** A test of names by a pattern of KEEP or DROP. */
export const compilePattern = (pattern: string): ((name: string) => boolean) => compileGlob(pattern);
