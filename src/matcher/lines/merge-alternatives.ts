import { familyOf } from "../../event/field-type.ts";
import type { TermPredicate, TermsPredicate, WildcardPredicate } from "../../plan/predicate.ts";
import { fieldIdentity } from "../identity.ts";
import type { MatchNode } from "../nodes.ts";

type Texts = TermPredicate | TermsPredicate | WildcardPredicate;
/** Of a text. */
export type MergedTexts = TermsPredicate | WildcardPredicate;

/** Fewer are left as they are: other predicates may have the same tests. */
const FEWEST = 3;

/**
 * The items of an `or` with one test in the place of several that ask the same field for texts in the same way: a rule may
 * list hundreds of names as one equality each.
 */
export function mergeAlternatives(items: readonly MatchNode[]): readonly (MatchNode | MergedTexts)[] {
  const groups = Map.groupBy(items, (item) => groupOf(item));
  return [...groups].flatMap(([group, members]): readonly (MatchNode | MergedTexts)[] =>
    group === "" || members.length < FEWEST ? members : [merge(members.flatMap(textsOf))],
  );
}

/** Empty: the node is no such test. */
function groupOf(node: MatchNode): string {
  const [texts] = textsOf(node);
  return texts ? `${texts.kind === "wildcard"} ${texts.fold} ${fieldIdentity(texts.field)}` : "";
}

function textsOf(node: MatchNode): readonly Texts[] {
  if (node.kind !== "leaf") return [];
  const { predicate } = node;
  const asksTexts = predicate.kind === "term" || predicate.kind === "terms" || predicate.kind === "wildcard";
  return asksTexts && familyOf(predicate.field.kind) === "string" ? [predicate] : [];
}

function merge(tests: readonly Texts[]): MergedTexts {
  const { field, fold } = tests[0] as Texts;
  const patterns = tests.flatMap((test) => (test.kind === "wildcard" ? test.patterns : []));
  if (patterns.length > 0) return { kind: "wildcard", field, patterns, fold };
  const values = tests.flatMap((test) => (test.kind === "term" ? [test.value] : test.kind === "terms" ? test.values : []));
  return { kind: "terms", field, values, fold };
}
