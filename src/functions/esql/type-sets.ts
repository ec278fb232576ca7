import { type EsqlType, NUMERIC_TYPES } from "./type.ts";

export const NUMERIC: readonly EsqlType[] = NUMERIC_TYPES;
export const STRING: readonly EsqlType[] = ["keyword", "text"];
export const DATE: readonly EsqlType[] = ["date", "date_nanos"];
export const SPAN: readonly EsqlType[] = ["date_period", "time_duration"];
export const BOOLEAN: readonly EsqlType[] = ["boolean"];
export const INTEGER: readonly EsqlType[] = ["integer"];
export const GEO: readonly EsqlType[] = ["geo_point", "geo_shape", "cartesian_point", "cartesian_shape"];
/** What has an order: what `<`, SORT, MIN and MAX take, booleans apart. */
export const ORDERED: readonly EsqlType[] = [...NUMERIC, ...DATE, "ip", ...STRING, "version"];
/** Every type a column's value can be of. */
export const COLUMN: readonly EsqlType[] = ["boolean", ...ORDERED, ...GEO];
export const ANY: readonly EsqlType[] = [...COLUMN, ...SPAN, "_source"];
