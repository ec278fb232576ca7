import type { JsonObject } from "../event/json.ts";
import { compileObjects } from "../event/path.ts";
import type { Predicate } from "../plan/predicate.ts";
import { findsAnywhere } from "./reference/any-field.ts";
import { evaluateEsql } from "./reference/esql.ts";
import {
  exists,
  hasOneValue,
  inBlocks,
  inRange,
  isNear,
  matchesRegexp,
  matchesTerms,
  matchesWildcard,
  startsWith,
} from "./reference/field-tests.ts";
import { Reading } from "./reference/reading.ts";
import { holdsFor } from "./reference/script.ts";
import { hasWordsIn, matchesTokens } from "./reference/tokens.ts";

/**
 * The slow, obvious interpreter: what a predicate means, written down once without any thought of speed. The compiled
 * matcher must agree with it on every predicate and document; besides the event model, the query functions and
 * Java's regular expressions (a library) they share no code.
 * @param now what `now` in date math stands for, epoch milliseconds; without it bounds that read the clock never hold
 */
export const evaluate = (predicate: Predicate, document: JsonObject, now?: number): boolean => holds(predicate, new Reading(document, now));

/** {@link evaluate} for many predicates over one document, which must not change meanwhile: each field of it is read once. */
export function evaluateAll(predicates: readonly Predicate[], document: JsonObject, now?: number): readonly boolean[] {
  const reading = new Reading(document, now);
  return predicates.map((predicate) => holds(predicate, reading));
}

function holds(predicate: Predicate, reading: Reading): boolean {
  switch (predicate.kind) {
    case "all":
      return true;
    case "none":
      return false;
    case "and":
      return predicate.items.every((item) => holds(item, reading));
    case "or":
      return predicate.items.some((item) => holds(item, reading));
    case "not":
      return !holds(predicate.item, reading);
    case "exists":
      return exists(predicate, reading);
    case "single":
      return hasOneValue(predicate, reading);
    case "term":
    case "terms":
      return matchesTerms(predicate, reading);
    case "range":
      return inRange(predicate, reading);
    case "wildcard":
      return matchesWildcard(predicate, reading);
    case "prefix":
      return startsWith(predicate, reading);
    case "regexp":
      return matchesRegexp(predicate, reading);
    case "fuzzy":
      return isNear(predicate, reading);
    case "cidr":
      return inBlocks(predicate, reading);
    case "text":
      return matchesTokens(predicate, reading);
    case "wordsIn":
      return hasWordsIn(predicate, reading);
    case "anyField":
      return findsAnywhere(predicate, reading.document);
    case "nested":
      return compileObjects(predicate.path)(reading.document).some((object) =>
        evaluate(predicate.item, { [predicate.path]: object }, reading.now),
      );
    case "script":
      return holdsFor(predicate.value, reading);
    case "esqlTrue": {
      const source = {
        reading,
        fields: predicate.fields,
        now: reading.now ?? Number.NaN,
        holds: (item: Predicate) => holds(item, reading),
      };
      return evaluateEsql(predicate.value, source) === true;
    }
  }
}
