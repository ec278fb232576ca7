import type { Json } from "../../event/json.ts";
import { type EsqlScalar, type EsqlValue, isMulti, type TimeSpan } from "../../functions/esql/value.ts";

/** A value as JSON; its type need not be known to read it back. */
export const packValue = (value: EsqlValue): Json => (value === null ? null : isMulti(value) ? value.map(pack) : pack(value));

export const unpackValue = (packed: Json): EsqlValue =>
  packed === null ? null : Array.isArray(packed) ? packed.map((each) => unpack(each)) : unpack(packed);

function pack(value: EsqlScalar): Json {
  if (typeof value === "bigint") return { big: value.toString() };
  return typeof value === "object" ? { ...value } : value;
}

function unpack(packed: Json): EsqlScalar {
  if (typeof packed === "object" && packed !== null && "big" in packed) return BigInt(String(packed["big"]));
  return packed as boolean | number | string | (TimeSpan & Json);
}
