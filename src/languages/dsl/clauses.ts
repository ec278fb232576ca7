import type { LowerClause } from "./clause.ts";
import { lowerBool, lowerDisMax, lowerMatchAll, lowerMatchNone, lowerNested, lowerWrapper } from "./compound-clauses.ts";
import { lowerQueryString } from "./query-string-clause.ts";
import {
  lowerExists,
  lowerFuzzy,
  lowerIds,
  lowerPrefix,
  lowerRange,
  lowerRegexp,
  lowerTerm,
  lowerTerms,
  lowerWildcard,
} from "./term-clauses.ts";
import { lowerMatch, lowerMatchPhrase, lowerMultiMatch } from "./text-clauses.ts";

/** Every clause of query DSL that is understood, by its name. */
export const CLAUSES: ReadonlyMap<string, LowerClause> = new Map<string, LowerClause>([
  ["bool", lowerBool],
  ["boosting", lowerWrapper("positive")],
  ["constant_score", lowerWrapper("filter")],
  ["dis_max", lowerDisMax],
  ["exists", lowerExists],
  ["fuzzy", lowerFuzzy],
  ["ids", lowerIds],
  ["match", lowerMatch],
  ["match_all", lowerMatchAll],
  ["match_none", lowerMatchNone],
  ["match_phrase", lowerMatchPhrase],
  ["multi_match", lowerMultiMatch],
  ["nested", lowerNested],
  ["prefix", lowerPrefix],
  ["query_string", lowerQueryString],
  ["range", lowerRange],
  ["regexp", lowerRegexp],
  ["term", lowerTerm],
  ["terms", lowerTerms],
  ["wildcard", lowerWildcard],
]);
