import type { FieldKind, FieldType } from "../event/field-type.ts";
import type { JsonObject, Scalar } from "../event/json.ts";
import type { IndicatorMatchOp } from "../plan/rule-plan.ts";
import type { Column } from "./indicator-match-column.ts";
import type { Posting } from "./indicator-match-postings.ts";

/** An indicator that matched, and by which of the event's fields and values. */
export interface Hit {
  readonly ordinal: number;
  readonly column: Column;
  readonly value: Scalar;
}

/** One group of a rule's mapping: all its entries must hold between an event and an indicator. */
export interface Group {
  /** Puts up to `limit` matching indicators of each of the event's values on `out`. True: there were more. */
  match(document: JsonObject, generation: number, counts: (ordinal: number) => boolean, limit: number, out: Hit[]): boolean;
}

/** Makes the column of a pair of fields. `every`: all values of the indicator are compared, not the first one alone. */
export type ColumnMaker = (event: FieldType, value: FieldType, every: boolean) => Column;

const WITH_TERMS: ReadonlySet<FieldKind> = new Set(["keyword", "constant_keyword", "wildcard", "ip"]);

export function compileGroup({ entries }: IndicatorMatchOp["groups"][number], columnOf: ColumnMaker): Group {
  const positive = entries.filter((entry) => !entry.negate);
  const asked = positive.map(({ field, value }) => columnOf(field, value, false));
  const refused = entries.filter((entry) => entry.negate).map(({ field, value }) => columnOf(field, value, true));
  const [only] = entries;
  // A single pair of keyword or ip fields is Kibana's `terms` query of first values; else the indicator must have one value.
  const takesFirst = entries.length === 1 && only !== undefined && WITH_TERMS.has(only.field.kind) && WITH_TERMS.has(only.value.kind);
  const isSingle = (ordinal: number): boolean => takesFirst || asked.every((column) => !column.index.isMultiple(ordinal));
  return {
    match: (document, generation, counts, limit, out) => {
      const driver = drivingColumn(asked, document, generation);
      if (!driver) return false;
      for (const column of refused) column.load(document, generation);
      const fits = (ordinal: number): boolean =>
        isSingle(ordinal) && isAsked(asked, driver, ordinal) && isNotRefused(refused, ordinal) && counts(ordinal);
      let more = false;
      for (const { posting } of driver.found()) if (collect(posting, fits, limit, asked, out)) more = true;
      return more;
    },
  };
}

/** The column with the fewest indicators; undefined where one has none, since then nothing can match. */
function drivingColumn(columns: readonly Column[], document: JsonObject, generation: number): Column | undefined {
  let driver: Column | undefined;
  for (const column of columns) {
    column.load(document, generation);
    if (column.found().length === 0) return undefined;
    if (!driver || column.count() < driver.count()) driver = column;
  }
  return driver;
}

const isAsked = (columns: readonly Column[], driver: Column, ordinal: number): boolean =>
  columns.every((column) => column === driver || column.valueOf(ordinal) !== undefined);

/** DOES NOT MATCH: the event must not equal a value that the indicator has; where it has none, the event must have the field. */
const isNotRefused = (columns: readonly Column[], ordinal: number): boolean =>
  columns.every((column) => (column.index.isPresent(ordinal) ? column.valueOf(ordinal) === undefined : column.hasValue()));

function collect(posting: Posting, fits: (ordinal: number) => boolean, limit: number, columns: readonly Column[], out: Hit[]): boolean {
  const ordinals = typeof posting === "number" ? [posting] : posting;
  let taken = 0;
  for (const ordinal of ordinals) {
    if (!fits(ordinal)) continue;
    if (taken++ === limit) return true;
    for (const column of columns) out.push({ ordinal, column, value: column.valueOf(ordinal) as Scalar });
  }
  return false;
}
