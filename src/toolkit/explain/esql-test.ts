import type { Span } from "../../diagnostics/index.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { RuleQuery } from "../../rules/model.ts";

/** ES|QL's test of one field: of its only value, so that it is null on several. Undefined: the predicate is none. */
export function esqlTest(predicate: Predicate): Predicate | undefined {
  if (predicate.kind !== "and") return undefined;
  const [single, test, ...more] = predicate.items;
  return single?.kind === "single" && more.length === 0 ? test : undefined;
}

/** Why such a test does not hold although a value fits. */
export const SEVERAL = "the field has several values, on which a test of one value is null";

/** The test inside all negations. */
export const withoutNot = (predicate: Predicate): Predicate => (predicate.kind === "not" ? withoutNot(predicate.item) : predicate);

/** The test as the query has it, with the NOT that may stand further left: `!=` is a negation of its own. */
export function esqlTestText({ start, end }: Span, test: Predicate, { source }: RuleQuery): string {
  const text = source.text.slice(start, end).split(/\s+/).join(" ").trim();
  const own = text.includes("!=") ? 1 : 0;
  return negations(test) === own ? text : `not ${text}`;
}

const negations = (predicate: Predicate): number => (predicate.kind === "not" ? 1 + negations(predicate.item) : 0);
