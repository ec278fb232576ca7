import { compareCodePoints } from "../../event/terms.ts";
import { parseIp } from "../../event/ip.ts";
import { versionKey } from "../../event/version.ts";
import { type EsqlType, isStringType } from "./type.ts";
import type { EsqlScalar } from "./value.ts";

export type Comparator = (a: EsqlScalar, b: EsqlScalar) => number;

/**
 * Orders values of one type as Elasticsearch does: numbers and dates by value, false before true, strings by code point
 * (which is their order as UTF-8 bytes), addresses by their 128 bits, versions by precedence.
 */
export function comparatorOf(type: EsqlType): Comparator {
  if (type === "ip") return compareIps;
  if (type === "version") return compareVersions;
  if (isStringType(type)) return compareCodePoints as Comparator;
  return compareValues;
}

const compareValues: Comparator = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const compareIps: Comparator = (a, b) => (a === b ? 0 : compareValues(parseIp(a as string) ?? 0n, parseIp(b as string) ?? 0n));

const compareVersions: Comparator = (a, b) => (a === b ? 0 : compareCodePoints(versionKey(a as string), versionKey(b as string)));
