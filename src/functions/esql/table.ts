import { absent } from "./aggregates/absent.ts";
import { avg } from "./aggregates/avg.ts";
import { countDistinct } from "./aggregates/count-distinct.ts";
import { count } from "./aggregates/count.ts";
import { first } from "./aggregates/first.ts";
import { last } from "./aggregates/last.ts";
import { max } from "./aggregates/max.ts";
import { medianAbsoluteDeviation } from "./aggregates/median-absolute-deviation.ts";
import { median } from "./aggregates/median.ts";
import { min } from "./aggregates/min.ts";
import { percentile } from "./aggregates/percentile.ts";
import { present } from "./aggregates/present.ts";
import { sample } from "./aggregates/sample.ts";
import { stdDev } from "./aggregates/std-dev.ts";
import { sum } from "./aggregates/sum.ts";
import { top } from "./aggregates/top.ts";
import { values } from "./aggregates/values.ts";
import { variance } from "./aggregates/variance.ts";
import { weightedAvg } from "./aggregates/weighted-avg.ts";
import { abs } from "./scalar/abs.ts";
import { acos } from "./scalar/acos.ts";
import { acosh } from "./scalar/acosh.ts";
import { add } from "./scalar/add.ts";
import { and } from "./scalar/and.ts";
import { asin } from "./scalar/asin.ts";
import { asinh } from "./scalar/asinh.ts";
import { atan } from "./scalar/atan.ts";
import { atan2 } from "./scalar/atan2.ts";
import { atanh } from "./scalar/atanh.ts";
import { bitLength } from "./scalar/bit-length.ts";
import { bucket } from "./scalar/bucket.ts";
import { byteLength } from "./scalar/byte-length.ts";
import { caseWhen } from "./scalar/case.ts";
import { cbrt } from "./scalar/cbrt.ts";
import { ceil } from "./scalar/ceil.ts";
import { cidrMatch } from "./scalar/cidr-match.ts";
import { clampMax } from "./scalar/clamp-max.ts";
import { clampMin } from "./scalar/clamp-min.ts";
import { clamp } from "./scalar/clamp.ts";
import { coalesce } from "./scalar/coalesce.ts";
import { concat } from "./scalar/concat.ts";
import { contains } from "./scalar/contains.ts";
import { copySign } from "./scalar/copy-sign.ts";
import { cos } from "./scalar/cos.ts";
import { cosh } from "./scalar/cosh.ts";
import { dateDiff } from "./scalar/date-diff.ts";
import { dateExtract } from "./scalar/date-extract.ts";
import { dateFormat } from "./scalar/date-format.ts";
import { dateParse } from "./scalar/date-parse.ts";
import { dateTrunc } from "./scalar/date-trunc.ts";
import { dayName } from "./scalar/day-name.ts";
import { day } from "./scalar/day.ts";
import { daysInMonth } from "./scalar/days-in-month.ts";
import { divide } from "./scalar/divide.ts";
import { e } from "./scalar/e.ts";
import { endsWith } from "./scalar/ends-with.ts";
import { equals } from "./scalar/equals.ts";
import { exp } from "./scalar/exp.ts";
import { floor } from "./scalar/floor.ts";
import { fromBase64 } from "./scalar/from-base64.ts";
import { greaterThanOrEqual } from "./scalar/greater-than-or-equal.ts";
import { greaterThan } from "./scalar/greater-than.ts";
import { greatest } from "./scalar/greatest.ts";
import { hash } from "./scalar/hash.ts";
import { hour } from "./scalar/hour.ts";
import { hypot } from "./scalar/hypot.ts";
import { isIn } from "./scalar/in.ts";
import { ipPrefix } from "./scalar/ip-prefix.ts";
import { isNotNull } from "./scalar/is-not-null.ts";
import { isNull } from "./scalar/is-null.ts";
import { jsonExtract } from "./scalar/json-extract.ts";
import { least } from "./scalar/least.ts";
import { left } from "./scalar/left.ts";
import { length } from "./scalar/length.ts";
import { lessThanOrEqual } from "./scalar/less-than-or-equal.ts";
import { lessThan } from "./scalar/less-than.ts";
import { like } from "./scalar/like.ts";
import { locate } from "./scalar/locate.ts";
import { log } from "./scalar/log.ts";
import { log10 } from "./scalar/log10.ts";
import { ltrim } from "./scalar/ltrim.ts";
import { md5 } from "./scalar/md5.ts";
import { modulo } from "./scalar/modulo.ts";
import { monthName } from "./scalar/month-name.ts";
import { month } from "./scalar/month.ts";
import { multiply } from "./scalar/multiply.ts";
import { mvAppend } from "./scalar/mv-append.ts";
import { mvAvg } from "./scalar/mv-avg.ts";
import { mvConcat } from "./scalar/mv-concat.ts";
import { mvContains } from "./scalar/mv-contains.ts";
import { mvCount } from "./scalar/mv-count.ts";
import { mvDedupe } from "./scalar/mv-dedupe.ts";
import { mvDifference } from "./scalar/mv-difference.ts";
import { mvFirst } from "./scalar/mv-first.ts";
import { mvInRange } from "./scalar/mv-in-range.ts";
import { mvIntersection } from "./scalar/mv-intersection.ts";
import { mvIntersects } from "./scalar/mv-intersects.ts";
import { mvLast } from "./scalar/mv-last.ts";
import { mvMax } from "./scalar/mv-max.ts";
import { mvMedianAbsoluteDeviation } from "./scalar/mv-median-absolute-deviation.ts";
import { mvMedian } from "./scalar/mv-median.ts";
import { mvMin } from "./scalar/mv-min.ts";
import { mvPercentile } from "./scalar/mv-percentile.ts";
import { mvPseriesWeightedSum } from "./scalar/mv-pseries-weighted-sum.ts";
import { mvSlice } from "./scalar/mv-slice.ts";
import { mvSort } from "./scalar/mv-sort.ts";
import { mvSum } from "./scalar/mv-sum.ts";
import { mvUnion } from "./scalar/mv-union.ts";
import { mvZip } from "./scalar/mv-zip.ts";
import { negate } from "./scalar/negate.ts";
import { networkDirection } from "./scalar/network-direction.ts";
import { notEquals } from "./scalar/not-equals.ts";
import { not } from "./scalar/not.ts";
import { now } from "./scalar/now.ts";
import { or } from "./scalar/or.ts";
import { pi } from "./scalar/pi.ts";
import { pow } from "./scalar/pow.ts";
import { repeat } from "./scalar/repeat.ts";
import { replace } from "./scalar/replace.ts";
import { reverse } from "./scalar/reverse.ts";
import { right } from "./scalar/right.ts";
import { rlike } from "./scalar/rlike.ts";
import { roundTo } from "./scalar/round-to.ts";
import { round } from "./scalar/round.ts";
import { rtrim } from "./scalar/rtrim.ts";
import { scalb } from "./scalar/scalb.ts";
import { sha1 } from "./scalar/sha1.ts";
import { sha256 } from "./scalar/sha256.ts";
import { signum } from "./scalar/signum.ts";
import { sin } from "./scalar/sin.ts";
import { sinh } from "./scalar/sinh.ts";
import { space } from "./scalar/space.ts";
import { split } from "./scalar/split.ts";
import { sqrt } from "./scalar/sqrt.ts";
import { stDistance } from "./scalar/st-distance.ts";
import { stX } from "./scalar/st-x.ts";
import { stY } from "./scalar/st-y.ts";
import { startsWith } from "./scalar/starts-with.ts";
import { substring } from "./scalar/substring.ts";
import { subtract } from "./scalar/subtract.ts";
import { tan } from "./scalar/tan.ts";
import { tanh } from "./scalar/tanh.ts";
import { tau } from "./scalar/tau.ts";
import { toAscii } from "./scalar/to-ascii.ts";
import { toBase64 } from "./scalar/to-base64.ts";
import { toBoolean } from "./scalar/to-boolean.ts";
import { toCartesianpoint } from "./scalar/to-cartesianpoint.ts";
import { toCartesianshape } from "./scalar/to-cartesianshape.ts";
import { toDateNanos } from "./scalar/to-date-nanos.ts";
import { toDateperiod } from "./scalar/to-dateperiod.ts";
import { toDatetime } from "./scalar/to-datetime.ts";
import { toDegrees } from "./scalar/to-degrees.ts";
import { toDouble } from "./scalar/to-double.ts";
import { toGeopoint } from "./scalar/to-geopoint.ts";
import { toGeoshape } from "./scalar/to-geoshape.ts";
import { toInteger } from "./scalar/to-integer.ts";
import { toIp } from "./scalar/to-ip.ts";
import { toLong } from "./scalar/to-long.ts";
import { toLower } from "./scalar/to-lower.ts";
import { toRadians } from "./scalar/to-radians.ts";
import { toString } from "./scalar/to-string.ts";
import { toTimeduration } from "./scalar/to-timeduration.ts";
import { toUnsignedLong } from "./scalar/to-unsigned-long.ts";
import { toUpper } from "./scalar/to-upper.ts";
import { toVersion } from "./scalar/to-version.ts";
import { trim } from "./scalar/trim.ts";
import { urlDecode } from "./scalar/url-decode.ts";
import { urlEncodeComponent } from "./scalar/url-encode-component.ts";
import { urlEncode } from "./scalar/url-encode.ts";
import { year } from "./scalar/year.ts";
import type { EsqlAggregate, EsqlFunction } from "./function.ts";

// biome-ignore format: table
const SCALARS: readonly EsqlFunction[] = [
  abs, acos, acosh, add, and, asin, asinh, atan, atan2, atanh, bitLength, bucket, byteLength, caseWhen, cbrt, ceil,
  cidrMatch, clampMax, clampMin, clamp, coalesce, concat, contains, copySign, cos, cosh, dateDiff, dateExtract,
  dateFormat, dateParse, dateTrunc, dayName, day, daysInMonth, divide, e, endsWith, equals, exp, floor, fromBase64,
  greaterThanOrEqual, greaterThan, greatest, hash, hour, hypot, isIn, ipPrefix, isNotNull, isNull, jsonExtract, least,
  left, length, lessThanOrEqual, lessThan, like, locate, log, log10, ltrim, md5, modulo, monthName, month, multiply,
  mvAppend, mvAvg, mvConcat, mvContains, mvCount, mvDedupe, mvDifference, mvFirst, mvInRange, mvIntersection,
  mvIntersects, mvLast, mvMax, mvMedianAbsoluteDeviation, mvMedian, mvMin, mvPercentile, mvPseriesWeightedSum,
  mvSlice, mvSort, mvSum, mvUnion, mvZip, negate, networkDirection, notEquals, not, now, or, pi, pow, repeat, replace, reverse, right,
  rlike, roundTo, round, rtrim, scalb, sha1, sha256, signum, sin, sinh, space, split, sqrt, stDistance, stX, stY,
  startsWith, substring, subtract, tan, tanh, tau, toAscii, toBase64, toBoolean, toCartesianpoint, toCartesianshape,
  toDateNanos, toDateperiod, toDatetime, toDegrees, toDouble, toGeopoint, toGeoshape, toInteger, toIp, toLong,
  toLower, toRadians, toString, toTimeduration, toUnsignedLong, toUpper, toVersion, trim, urlDecode,
  urlEncodeComponent, urlEncode, year,
];

// biome-ignore format: table
const AGGREGATES: readonly EsqlAggregate[] = [
  absent, avg, countDistinct, count, first, last, max, medianAbsoluteDeviation, median, min, percentile, present,
  sample, stdDev, sum, top, values, variance, weightedAvg,
];

/** Scalar functions and operators by name and alias, in lower case. */
export const ESQL_FUNCTIONS: ReadonlyMap<string, EsqlFunction> = byName(SCALARS);

/** Aggregate functions by name and alias, in lower case. */
export const ESQL_AGGREGATES: ReadonlyMap<string, EsqlAggregate> = byName(AGGREGATES);

function byName<F extends { readonly name: string; readonly aliases?: readonly string[] }>(all: readonly F[]): ReadonlyMap<string, F> {
  return new Map(all.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])].map((name) => [name, entry] as const)));
}
