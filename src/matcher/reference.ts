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
  matchesTerm,
  matchesWildcard,
  startsWith,
} from "./reference/field-tests.ts";
import { holdsFor } from "./reference/script.ts";
import { hasWordsIn, matchesTokens } from "./reference/tokens.ts";

/**
 * The slow, obvious interpreter: what a predicate means, written down once without any thought of speed. The compiled
 * matcher must agree with it on every predicate and document; besides the event model, the query functions and
 * Java's regular expressions (a library) they share no code.
 * @param now what `now` in date math stands for, epoch milliseconds; without it bounds that read the clock never hold
 */
export function evaluate(predicate: Predicate, document: JsonObject, now?: number): boolean {
  switch (predicate.kind) {
    case "all":
      return true;
    case "none":
      return false;
    case "and":
      return predicate.items.every((item) => evaluate(item, document, now));
    case "or":
      return predicate.items.some((item) => evaluate(item, document, now));
    case "not":
      return !evaluate(predicate.item, document, now);
    case "exists":
      return exists(predicate, document);
    case "single":
      return hasOneValue(predicate, document);
    case "term":
      return matchesTerm(predicate.field, predicate.value, predicate.fold, document);
    case "terms":
      return predicate.values.some((value) => matchesTerm(predicate.field, value, predicate.fold, document));
    case "range":
      return inRange(predicate, document, now);
    case "wildcard":
      return matchesWildcard(predicate, document);
    case "prefix":
      return startsWith(predicate, document);
    case "regexp":
      return matchesRegexp(predicate, document);
    case "fuzzy":
      return isNear(predicate, document);
    case "cidr":
      return inBlocks(predicate, document);
    case "text":
      return matchesTokens(predicate, document);
    case "wordsIn":
      return hasWordsIn(predicate, document);
    case "anyField":
      return findsAnywhere(predicate, document);
    case "nested":
      return compileObjects(predicate.path)(document).some((object) => evaluate(predicate.item, { [predicate.path]: object }, now));
    case "script":
      return holdsFor(predicate.value, document);
    case "esqlTrue": {
      const holds = (item: Predicate): boolean => evaluate(item, document, now);
      return evaluateEsql(predicate.value, { document, fields: predicate.fields, now: now ?? Number.NaN, holds }) === true;
    }
  }
}
