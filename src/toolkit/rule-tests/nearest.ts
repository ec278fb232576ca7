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
 * The event with the fewest failing conditions. Of a sequence: at the stage that would have been next, if events reached
 * some. Undefined where every event satisfies what it is asked.
 */
export function nearestMiss(explanation: RuleExplanation): NearestMiss | undefined {
  const next = explanation.sequence ? Math.min(furthestStage(explanation), explanation.sequence.stages - 1) : undefined;
  let best: NearestMiss | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [document, explained] of explanation.documents.entries()) {
    for (const [stage, failing] of missesOf(explained, next)) {
      const cost = failing.length + (explained.indexAccepted ? 0 : 0.5);
      if (cost >= least) continue;
      least = cost;
      best = { document, stage, failing };
    }
  }
  return best;
}

function missesOf({ stages }: DocumentExplanation, only: number | undefined): readonly (readonly [stage: number, failing: readonly Verdict[]])[] {
  return stages.flatMap(({ label, matched, verdict }, stage) => {
    if (matched || label === "until" || (only !== undefined && stage !== only)) return [];
    return [[stage, failingConditions(verdict)] as const];
  });
}

/** The conditions of a conjunction that fail, nested conjunctions taken apart; any other verdict is one condition. */
function failingConditions(verdict: Verdict): readonly Verdict[] {
  if (verdict.matched) return [];
  return verdict.kind === "and" ? verdict.children.flatMap(failingConditions) : [verdict];
}

/** How many stages of a sequence were reached. */
export function furthestStage({ sequence }: RuleExplanation): number {
  return Math.max(0, ...(sequence?.steps ?? []).map((step) => (step.kind === "reached" ? step.stage + 1 : 0)));
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
