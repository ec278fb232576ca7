import type { FieldTable } from "../../event/field-type.ts";
import type { JsonObject } from "../../event/json.ts";
import { typeOfField } from "../../languages/esql/field-types.ts";
import type { LocalTables, LocalTableSchema } from "../../languages/local-tables.ts";
import type { EsqlQueryOptions } from "./query.ts";
import type { LocalTable } from "./local-table.ts";
import { openColumns } from "./open-columns.ts";
import type { EsqlField } from "../../plan/esql.ts";

/** Rows that ES|QL joins with, by the name that queries call them: plain objects. */
export interface GivenTables {
  /** Lookup indices, of LOOKUP JOIN. */
  readonly lookups?: Readonly<Record<string, readonly object[]>> | undefined;
  /** Enrich policies: the first field of their rows is what ENRICH compares, unless it says ON a field of theirs. */
  readonly policies?: Readonly<Record<string, readonly object[]>> | undefined;
}

/** Local tables ready for compiling queries (what columns they have) and for running them. */
export interface ReadyTables {
  readonly schemas: LocalTables;
  readonly data: EsqlQueryOptions;
}

/** Known fields have their types; the others are typed by their values. */
export function readyTables({ lookups = {}, policies = {} }: GivenTables, fields: FieldTable): ReadyTables {
  const tablesOf = (given: Readonly<Record<string, readonly object[]>>): ReadonlyMap<string, LocalTable> =>
    new Map(Object.entries(given).map(([name, rows]) => [name, tableOf(rows as readonly JsonObject[], fields)]));
  const [lookupTables, policyTables] = [tablesOf(lookups), tablesOf(policies)];
  return {
    schemas: { lookups: mapped(lookupTables, schemaOf), policies: mapped(policyTables, withMatchField) },
    data: { lookups: lookupTables, policies: policyTables },
  };
}

function tableOf(rows: readonly JsonObject[], table: FieldTable): LocalTable {
  const names = new Map(Object.keys(rows[0] ?? {}).map((name, place) => [name, place]));
  const place = (name: string): number => names.get(name) ?? names.size;
  const fields = openColumns(rows, () => false).map(({ name, type }): EsqlField => {
    const known = table.get(name);
    if (known && known.kind !== "unknown" && known.kind !== "object")
      return { name, type: typeOfField(known, table.explicit), field: { ...known, path: name } };
    const kind = type === "long" || type === "double" || type === "boolean" ? type : "keyword";
    return { name, type, field: { name, path: name, kind } };
  });
  return { fields: [...fields].sort((a, b) => place(a.name) - place(b.name)), rows };
}

const schemaOf = ({ fields }: LocalTable): LocalTableSchema => ({ columns: fields.map(({ name, type }) => ({ name, type })) });

function withMatchField(table: LocalTable): LocalTableSchema {
  const [first] = table.fields;
  return { ...schemaOf(table), ...(first && { matchField: first.name }) };
}

const mapped = <A, B>(map: ReadonlyMap<string, A>, change: (value: A) => B): ReadonlyMap<string, B> =>
  new Map(Array.from(map, ([name, value]) => [name, change(value)]));
