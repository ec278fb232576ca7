import { avg } from "./aggregates/avg.ts";
import { countDistinct } from "./aggregates/count-distinct.ts";
import { count } from "./aggregates/count.ts";
import { max } from "./aggregates/max.ts";
import { min } from "./aggregates/min.ts";
import { sum } from "./aggregates/sum.ts";
import { values } from "./aggregates/values.ts";
import { add } from "./scalar/add.ts";
import { and } from "./scalar/and.ts";
import { caseWhen } from "./scalar/case.ts";
import { cidrMatch } from "./scalar/cidr-match.ts";
import { coalesce } from "./scalar/coalesce.ts";
import { concat } from "./scalar/concat.ts";
import { contains } from "./scalar/contains.ts";
import { divide } from "./scalar/divide.ts";
import { endsWith } from "./scalar/ends-with.ts";
import { equals } from "./scalar/equals.ts";
import { fromBase64 } from "./scalar/from-base64.ts";
import { greaterThanOrEqual } from "./scalar/greater-than-or-equal.ts";
import { greaterThan } from "./scalar/greater-than.ts";
import { isIn } from "./scalar/in.ts";
import { isNotNull } from "./scalar/is-not-null.ts";
import { isNull } from "./scalar/is-null.ts";
import { left } from "./scalar/left.ts";
import { length } from "./scalar/length.ts";
import { lessThanOrEqual } from "./scalar/less-than-or-equal.ts";
import { lessThan } from "./scalar/less-than.ts";
import { like } from "./scalar/like.ts";
import { locate } from "./scalar/locate.ts";
import { ltrim } from "./scalar/ltrim.ts";
import { modulo } from "./scalar/modulo.ts";
import { multiply } from "./scalar/multiply.ts";
import { mvConcat } from "./scalar/mv-concat.ts";
import { mvContains } from "./scalar/mv-contains.ts";
import { mvCount } from "./scalar/mv-count.ts";
import { mvDedupe } from "./scalar/mv-dedupe.ts";
import { mvFirst } from "./scalar/mv-first.ts";
import { mvIntersection } from "./scalar/mv-intersection.ts";
import { mvLast } from "./scalar/mv-last.ts";
import { mvMax } from "./scalar/mv-max.ts";
import { mvMin } from "./scalar/mv-min.ts";
import { mvSlice } from "./scalar/mv-slice.ts";
import { mvSort } from "./scalar/mv-sort.ts";
import { negate } from "./scalar/negate.ts";
import { notEquals } from "./scalar/not-equals.ts";
import { not } from "./scalar/not.ts";
import { now } from "./scalar/now.ts";
import { or } from "./scalar/or.ts";
import { right } from "./scalar/right.ts";
import { rlike } from "./scalar/rlike.ts";
import { rtrim } from "./scalar/rtrim.ts";
import { space } from "./scalar/space.ts";
import { split } from "./scalar/split.ts";
import { startsWith } from "./scalar/starts-with.ts";
import { substring } from "./scalar/substring.ts";
import { subtract } from "./scalar/subtract.ts";
import { toBase64 } from "./scalar/to-base64.ts";
import { toBoolean } from "./scalar/to-boolean.ts";
import { toDateNanos } from "./scalar/to-date-nanos.ts";
import { toDatetime } from "./scalar/to-datetime.ts";
import { toDouble } from "./scalar/to-double.ts";
import { toInteger } from "./scalar/to-integer.ts";
import { toIp } from "./scalar/to-ip.ts";
import { toLong } from "./scalar/to-long.ts";
import { toLower } from "./scalar/to-lower.ts";
import { toString } from "./scalar/to-string.ts";
import { toUnsignedLong } from "./scalar/to-unsigned-long.ts";
import { toUpper } from "./scalar/to-upper.ts";
import { toVersion } from "./scalar/to-version.ts";
import { trim } from "./scalar/trim.ts";
import type { EsqlAggregate, EsqlFunction } from "./function.ts";

// biome-ignore format: table
const SCALARS: readonly EsqlFunction[] = [
  add, and, caseWhen, cidrMatch, coalesce, concat, contains, divide, endsWith, equals, fromBase64, greaterThanOrEqual,
  greaterThan, isIn, isNotNull, isNull, left, length, lessThanOrEqual, lessThan, like, locate, ltrim, modulo,
  multiply, mvConcat, mvContains, mvCount, mvDedupe, mvFirst, mvIntersection, mvLast, mvMax, mvMin, mvSlice, mvSort,
  negate, notEquals, not, now, or, right, rlike, rtrim, space, split, startsWith, substring, subtract, toBase64,
  toBoolean, toDateNanos, toDatetime, toDouble, toInteger, toIp, toLong, toLower, toString, toUnsignedLong, toUpper,
  toVersion, trim,
];

// biome-ignore format: table
const AGGREGATES: readonly EsqlAggregate[] = [
  avg, countDistinct, count, max, min, sum, values,
];

/** Scalar functions and operators by name and alias, in lower case. */
export const ESQL_FUNCTIONS: ReadonlyMap<string, EsqlFunction> = byName(SCALARS);

/** Aggregate functions by name and alias, in lower case. */
export const ESQL_AGGREGATES: ReadonlyMap<string, EsqlAggregate> = byName(AGGREGATES);

function byName<F extends { readonly name: string; readonly aliases?: readonly string[] }>(all: readonly F[]): ReadonlyMap<string, F> {
  return new Map(all.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])].map((name) => [name, entry] as const)));
}
