import { foldAscii } from "../../event/fold.ts";
import type { FieldType } from "../../event/field-type.ts";
import type { FuzzyPredicate, PrefixPredicate, RegexpPredicate, WildcardPredicate } from "../../plan/predicate.ts";
import { compileFuzzy } from "../text/fuzzy.ts";
import { compileRegexps, lowerPattern } from "../../patterns/regexps.ts";
import { compileWildcards } from "../../patterns/wildcard.ts";
import { compileParts, LONG_TEXT } from "../text/regexp-parts.ts";
import { anyView, type Scope, type Test } from "./scope.ts";
import { textTest } from "./texts.ts";

export function compileWildcard({ field, patterns, fold }: WildcardPredicate, scope: Scope): Test {
  const normal = patterns.map((pattern) => normalize(field, pattern, fold));
  const fits = compileWildcards(normal);
  return anyView(field, scope, (view) => textTest(view, fold, fits));
}

export function compilePrefix({ field, value, fold }: PrefixPredicate, scope: Scope): Test {
  const head = normalize(field, value, fold);
  return anyView(field, scope, (view) => textTest(view, fold, (text) => text.startsWith(head)));
}

/** The automaton itself folds, because ranges of characters must not be folded. */
export function compileRegexp({ field, patterns, fold }: RegexpPredicate, scope: Scope): Test {
  const own = field.normalizer ? patterns.map(lowerPattern) : patterns;
  const fits = compileRegexps(own, fold);
  const hasParts = compileParts(own);
  return anyView(field, scope, (view) =>
    textTest(view, false, (text, record) => {
      if (hasParts && text.length >= LONG_TEXT && !hasParts(foldAscii(text))) return false;
      const verdict = fits(text);
      if (verdict === undefined) record.faults.regexps++;
      return verdict === true;
    }),
  );
}

export function compileFuzzyMatch({ field, value, edits, prefix }: FuzzyPredicate, scope: Scope): Test {
  const fits = compileFuzzy(normalize(field, value, false), edits, prefix);
  return anyView(field, scope, (view) => textTest(view, false, fits));
}

/** A query's text as the field's normalizer and `fold` leave the values it is held against. */
function normalize(field: FieldType, text: string, fold: boolean): string {
  const normal = field.normalizer === "lowercase" ? text.toLowerCase() : text;
  return fold ? foldAscii(normal) : normal;
}
