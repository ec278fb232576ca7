import type { EsqlType } from "./type.ts";
import type { EsqlScalar, EsqlValue } from "./value.ts";
import { isMulti } from "./value.ts";
import { plain } from "./whole.ts";

/** A value inside a state: JSON knows no bigint, so these stand as decimal text. */
export type Packed = boolean | number | string;

export const pack = (value: EsqlScalar): Packed => (typeof value === "bigint" ? String(value) : (value as Packed));

/** The inverse of {@link pack} for values of one type. */
export function unpacker(type: EsqlType): (value: Packed) => EsqlScalar {
  if (type === "long" || type === "unsigned_long") return (value) => (typeof value === "string" ? plain(BigInt(value)) : value);
  if (type === "date_nanos") return (value) => BigInt(value);
  return (value) => value;
}

export type PackedValue = null | Packed | readonly Packed[];

export const packValue = (value: EsqlValue): PackedValue => (value === null ? null : isMulti(value) ? value.map(pack) : pack(value));

export function valueUnpacker(type: EsqlType): (value: PackedValue) => EsqlValue {
  const unpack = unpacker(type);
  return (value) => {
    if (value === null) return null;
    return Array.isArray(value) ? value.map(unpack) : unpack(value as Packed);
  };
}
