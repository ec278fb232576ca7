import { pack, type Packed, unpacker } from "./pack.ts";
import type { EsqlType } from "./type.ts";
import { type EsqlScalar, type EsqlValue, valuesOf } from "./value.ts";

/** Distinct values as the keys of an object, in the order in which they came. Plain JSON data. */
export type Distinct = Record<string, 1>;

/** A letter in front keeps keys from being array indices, which objects sort, and from being `__proto__`. */
export const keyOf = (value: EsqlScalar): string => `=${String(pack(value))}`;

/** Adds the values and says how many of them were new. */
export function addDistinct(known: Distinct, value: EsqlValue): number {
  let added = 0;
  for (const each of valuesOf(value)) {
    const key = keyOf(each);
    if (known[key] === 1) continue;
    known[key] = 1;
    added++;
  }
  return added;
}

/** The value of a key, by its type. */
export function keyReader(type: EsqlType): (key: string) => EsqlScalar {
  const unpack = unpacker(type);
  return (key) => unpack(packedOf(key.slice(1), type));
}

function packedOf(text: string, type: EsqlType): Packed {
  if (type === "boolean") return text === "true";
  if (type === "integer" || type === "double" || type === "date") return Number(text);
  return text;
}
