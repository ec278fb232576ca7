import type { DocumentExplanation, RuleExplanation } from "../explain/explain.ts";
import type { Verdict } from "../explain/verdict.ts";

/** The event that came nearest to a match, and what it lacks. */
export interface NearestMiss {
  /** Number into the explanation's documents. */
  readonly document: number;
  /** Number into its stages. */
  readonly stage: number;
  /** The conditions that fail: the query without any one of them still fails by the others. */
  readonly failing: readonly Verdict[];
}

/**
 * The event with the fewest failing conditions; of a sequence, at the stage that would have been next. Undefined where
 * conditions are not what is missing: an event satisfies them, and something else keeps the rule silent.
 */
export function nearestMiss(explanation: RuleExplanation): NearestMiss | undefined {
  const { sequence, documents } = explanation;
  const next = sequence && Math.min(sequence.reached, sequence.stages - 1);
  if (documents.some(({ matched, stages }) => matched && (next === undefined || stages[next]?.matched === true))) return undefined;
  let best: NearestMiss | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [document, explained] of documents.entries()) {
    for (const [stage, failing] of missesOf(explained, next)) {
      // An event of an earlier stage is not likely the one that was meant for the next.
      const cost = failing.length + (explained.indexAccepted ? 0 : 0.5) + (explained.matched ? 0.25 : 0);
      if (cost >= least) continue;
      least = cost;
      best = { document, stage, failing };
    }
  }
  return best;
}

function missesOf(
  { stages }: DocumentExplanation,
  next: number | undefined,
): readonly (readonly [stage: number, failing: readonly Verdict[]])[] {
  return stages.flatMap(({ label, verdict }, stage) => {
    if (label === "until" || (next !== undefined && stage !== next)) return [];
    return [[stage, failingConditions(verdict)] as const];
  });
}

/** The conditions of a conjunction that fail, nested conjunctions taken apart; any other verdict is one condition. */
function failingConditions(verdict: Verdict): readonly Verdict[] {
  if (verdict.matched) return [];
  return verdict.kind === "and" ? verdict.children.flatMap(failingConditions) : [verdict];
}

/** Whether a condition is meant by a text: a part of it in whole words, or a field that it reads. */
export function mentions(verdict: Verdict, text: string): boolean {
  return readsField(verdict, text) || hasWords(verdict.text, text);
}

const readsField = (verdict: Verdict, name: string): boolean =>
  verdict.seen.some(({ field }) => field === name) || verdict.children.some((child) => readsField(child, name));

const WORD = /[\w.]/;

function hasWords(clause: string, text: string): boolean {
  for (let at = clause.indexOf(text); at !== -1; at = clause.indexOf(text, at + 1)) {
    const before = clause[at - 1] ?? "";
    const after = clause[at + text.length] ?? "";
    const cutsBefore = WORD.test(before) && WORD.test(text[0] ?? "");
    const cutsAfter = WORD.test(after) && WORD.test(text.at(-1) ?? "");
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
}
