import { METADATA_KEYS } from "../../event/metadata.ts";
import { cellOf, type EsqlCell } from "./cell.ts";
import type { Layout } from "./layout.ts";
import type { Row } from "./row.ts";

/** What alerts are made of: the columns of a row that have a value. */
export interface ResultColumns {
  read(row: Row): Readonly<Record<string, Exclude<EsqlCell, null>>>;
  /** What tells apart the rows of one event: the values that MV_EXPAND made single, or all of the row where none of them is left. */
  identify(row: Row): string;
}

/** @param each `event`: the columns are laid over the event, so that its own fields need not be told */
export function compileResultColumns({ columns, expanded }: Layout, each: "event" | "row"): ResultColumns {
  const told = [...columns].filter(([name, slot]) => !METADATA_KEYS.has(name) && (each === "row" || slot.field !== name));
  const read = (row: Row): Readonly<Record<string, Exclude<EsqlCell, null>>> => {
    const found: [string, Exclude<EsqlCell, null>][] = [];
    for (const [name, { index, type }] of told) {
      const cell = cellOf(row.values[index] ?? null, type);
      if (cell !== null) found.push([name, cell]);
    }
    return Object.fromEntries(found);
  };
  const named = new Set([...columns.values()].map(({ index }) => index));
  const left = expanded.filter((index) => named.has(index));
  return {
    read,
    identify: (row) => {
      if (expanded.length === 0) return "";
      if (left.length === 0) return textOf(read(row));
      return textOf(left.map((index) => row.values[index] ?? null));
    },
  };
}

const textOf = (value: unknown): string => JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each));
