import { didYouMean } from "../../diagnostics/index.ts";
import type { RuleExplanation } from "../explain/explain.ts";
import type { Verdict } from "../explain/verdict.ts";
import { type Account, accountText } from "./account.ts";
import type { CaseReader } from "./case-reader.ts";
import type { Reason } from "./model.ts";
import { mentions, nearestMiss } from "./nearest.ts";
import type { Outcome } from "./outcome.ts";
import type { CaseFault } from "./results.ts";

/** The reasons that are not the engine's. */
export function judgeReasons(reader: CaseReader, reasons: readonly Reason[], account: Account): readonly CaseFault[] {
  return reasons.flatMap((reason): readonly CaseFault[] => {
    if (holds(reason, account)) return [];
    const location = reader.locationOf(reason.path);
    const unknown = reason.kind === "clause" ? unknownClause(reason.text, account.explanation) : undefined;
    if (unknown) return [{ kind: "silence", ...unknown, location }];
    return [{ kind: "silence", message: `it is not silent because of \`${reason.text}\`: ${accountText(account)}`, location }];
  });
}

function holds(reason: Reason, { outcome, explanation }: Account): boolean {
  const { documents, sequence, sample, threshold, newTerms, indicatorMatch, esql, anomaly } = explanation;
  switch (reason.kind) {
    case "no match":
      return (anomaly ? anomaly.records.length === 0 : documents.some((d) => d.indexAccepted)) && !documents.some((d) => d.matched);
    case "index":
      return documents.length > 0 && documents.every((d) => !d.indexAccepted);
    case "no time":
      return documents.some((d) => d.matched) && documents.every((d) => !d.matched || d.time === null);
    case "no key":
      return lacksKey(explanation);
    case "no row":
      return esql !== undefined && documents.some((d) => d.matched);
    case "below threshold":
      return threshold?.buckets.some((bucket) => !bucket.reached) === true || anomaly?.records.some((record) => !record.reached) === true;
    case "seen before":
      return newTerms?.terms.some(({ judgements }) => judgements.some(({ verdict }) => verdict !== "new")) === true;
    case "no indicator":
      return indicatorMatch?.events.some(({ indicators }) => indicators.length === 0) === true;
    case "apart":
      return sample?.keys.some(({ verdict }) => verdict === "apart") === true;
    case "missing stage":
      return sample?.keys[0]?.missing.includes(reason.stage) === true;
    case "fate":
      return hasFate(outcome, reason);
    case "stage":
      return sequence?.reached === reason.stage;
    case "death":
      return sequence?.steps.some((step) => step.kind === "died" && step.death === reason.death) === true;
    case "clause": {
      const [failing, ...more] = nearestMiss(explanation)?.failing ?? [];
      return failing !== undefined && more.length === 0 && mentions(failing, reason.text);
    }
  }
}

const lacksKey = ({ sequence, sample, threshold, newTerms }: RuleExplanation): boolean =>
  sequence?.steps.some((step) => step.kind === "no_key") === true ||
  [sample, threshold, newTerms].some((story) => (story?.keyless.length ?? 0) > 0);

function hasFate({ ledger }: Outcome, { fate, count, by }: Extract<Reason, { kind: "fate" }>): boolean {
  const found = ledger.filter((entry) => entry.fate === fate && (by === undefined || namedBy(entry.reason ?? "", by)));
  return count === undefined ? found.length > 0 : found.length === count;
}

/** An exception is named by its name, its id, or its list's: `Build hosts (cases/item 1)`. */
function namedBy(reason: string, by: string): boolean {
  const [, name, list, id] = /^(.*) \(([^()/]*)\/([^()]*)\)$/.exec(reason) ?? [];
  return [name, list, id].includes(by);
}

/** A text that no condition of the rule has is a slip. */
function unknownClause(text: string, { documents }: RuleExplanation): { message: string; hint?: string } | undefined {
  const clauses = (documents[0]?.stages ?? []).flatMap(({ verdict }) => withChildren(verdict));
  if (clauses.length === 0 || clauses.some((clause) => mentions(clause, text))) return undefined;
  const hint = didYouMean(text, new Set(clauses.flatMap((c) => [c.text, ...c.seen.map(({ field }) => field)])));
  return { message: `no condition of the rule is or reads \`${text}\``, ...(hint !== undefined && { hint }) };
}

const withChildren = (verdict: Verdict): readonly Verdict[] => [verdict, ...verdict.children.flatMap(withChildren)];
