import type { EsqlType } from "./type.ts";

/** The names of types that `value::type` takes, in lower case, each with the type and the function that converts to it. */
export const CASTS: ReadonlyMap<string, { readonly type: EsqlType; readonly call: string }> = new Map(
  (
    [
      ["boolean", "boolean", "to_boolean"],
      ["bool", "boolean", "to_boolean"],
      ["integer", "integer", "to_integer"],
      ["int", "integer", "to_integer"],
      ["long", "long", "to_long"],
      ["unsigned_long", "unsigned_long", "to_unsigned_long"],
      ["double", "double", "to_double"],
      ["keyword", "keyword", "to_string"],
      ["string", "keyword", "to_string"],
      ["ip", "ip", "to_ip"],
      ["version", "version", "to_version"],
      ["date", "date", "to_datetime"],
      ["datetime", "date", "to_datetime"],
      ["date_nanos", "date_nanos", "to_date_nanos"],
      ["date_period", "date_period", "to_dateperiod"],
      ["time_duration", "time_duration", "to_timeduration"],
      ["geo_point", "geo_point", "to_geopoint"],
      ["geo_shape", "geo_shape", "to_geoshape"],
      ["cartesian_point", "cartesian_point", "to_cartesianpoint"],
      ["cartesian_shape", "cartesian_shape", "to_cartesianshape"],
    ] as const
  ).map(([name, type, call]) => [name, { type, call }]),
);
