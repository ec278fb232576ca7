import type { LeafPredicate } from "../cost.ts";
import { compileAnyField } from "./any-field.ts";
import { compileCidr } from "./cidr.ts";
import { compileEsqlTrue } from "./esql-true.ts";
import { compileExists } from "./exists.ts";
import { compileNested } from "./nested.ts";
import { compileFuzzyMatch, compilePrefix, compileRegexp, compileWildcard } from "./pattern.ts";
import { compileRange } from "./range.ts";
import { ALWAYS, NEVER, type Scope, type Test } from "./scope.ts";
import { compileScript } from "./script.ts";
import { compileSingle } from "./single.ts";
import { compileTerm, compileTerms } from "./term.ts";
import { compileText } from "./text.ts";
import { compileWordsIn } from "./words-in.ts";

type Compilers = { readonly [K in LeafPredicate["kind"]]: (predicate: Extract<LeafPredicate, { kind: K }>, scope: Scope) => Test };

/** How each kind of predicate that is no logic is compiled. */
const COMPILERS: Compilers = {
  all: () => ALWAYS,
  none: () => NEVER,
  exists: compileExists,
  single: compileSingle,
  term: compileTerm,
  terms: compileTerms,
  range: compileRange,
  wildcard: compileWildcard,
  prefix: compilePrefix,
  regexp: compileRegexp,
  fuzzy: compileFuzzyMatch,
  cidr: compileCidr,
  text: compileText,
  wordsIn: compileWordsIn,
  anyField: compileAnyField,
  nested: compileNested,
  script: compileScript,
  esqlTrue: compileEsqlTrue,
};

export function compileLeaf(predicate: LeafPredicate, scope: Scope): Test {
  const compile = COMPILERS[predicate.kind] as (predicate: LeafPredicate, scope: Scope) => Test;
  return compile(predicate, scope);
}
