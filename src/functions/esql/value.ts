/** A length of time: calendar units for `date_period`, milliseconds for `time_duration`. */
export interface TimeSpan {
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

/**
 * One value, by its type: boolean; integer and double a number; long and unsigned_long a number as long as it is a safe
 * integer, else a bigint (never a bigint that would be safe); keyword, text and version a string; ip its canonical text; date
 * epoch milliseconds (a whole number); date_nanos epoch nanoseconds as a bigint; geo types WKT text.
 */
export type EsqlScalar = boolean | number | bigint | string | TimeSpan;

/** Null, one value, or two and more: a list of none is null and a list of one is its value, at every boundary. */
export type EsqlValue = null | EsqlScalar | readonly EsqlScalar[];

export const isMulti = (value: EsqlValue): value is readonly EsqlScalar[] => Array.isArray(value);

/** The values as a list, of null none. */
export const valuesOf = (value: EsqlValue): readonly EsqlScalar[] => (value === null ? [] : isMulti(value) ? value : [value]);

/** A list as a value: none is null, one is itself. */
export const valueOf = (values: readonly EsqlScalar[]): EsqlValue => (values.length > 1 ? values : (values[0] ?? null));
