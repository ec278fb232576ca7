import type { TextPredicate } from "../../plan/predicate.ts";
import { compilePhrase } from "../text/phrase.ts";
import type { TokenIndex } from "../token-index.ts";
import { NEVER, type Scope, type Test } from "./scope.ts";

/** A query whose analysis left no token matches nothing, as Elasticsearch's `zero_terms_query: none`. */
export function compileText({ field, tokens, operator, slop }: TextPredicate, scope: Scope): Test {
  if (tokens.length === 0) return NEVER;
  const slot = scope.slot(field);
  const holds = compileOperator(tokens, operator, slop);
  return (record) => holds(slot.tokens(record));
}

function compileOperator(tokens: readonly string[], operator: TextPredicate["operator"], slop: number): (index: TokenIndex) => boolean {
  switch (operator) {
    case "or":
      return (index) => tokens.some((token) => index.has(token));
    case "and":
      return (index) => tokens.every((token) => index.has(token));
    case "phrase":
      return compilePhrase(tokens, slop);
  }
}
