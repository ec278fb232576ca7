import { didYouMean } from "../../diagnostics/index.ts";
import type { Fate } from "../../alerts/ledger.ts";
import type { RuleExplanation } from "../explain/explain.ts";
import type { Verdict } from "../explain/verdict.ts";
import type { CaseReader } from "./case-reader.ts";
import type { Reason } from "./model.ts";
import { furthestStage, mentions, nearestMiss } from "./nearest.ts";
import type { Outcome } from "./outcome.ts";
import { ENDS } from "./reason.ts";
import type { CaseFault } from "./results.ts";

/** What is known of a case that has run. */
export interface Account {
  readonly outcome: Outcome;
  readonly explanation: RuleExplanation;
}

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

function holds(reason: Reason, account: Account): boolean {
  const { outcome, explanation } = account;
  switch (reason.kind) {
    case "no match":
      return explanation.documents.some((d) => d.indexAccepted) && !anyMatched(account) && outcome.ledger.length === 0;
    case "index":
      return explanation.documents.length > 0 && explanation.documents.every((d) => !d.indexAccepted);
    case "no time":
      return anyMatched(account) && outcome.ledger.length === 0 && timeless(account);
    case "below threshold":
      return undecided(account, "threshold");
    case "seen before":
      return undecided(account, "new_terms");
    case "no indicator":
      return undecided(account, "threat_match");
    case "fate":
      return hasFate(outcome, reason);
    case "stage":
      return outcome.shown.length === 0 && furthestStage(explanation) === reason.stage;
    case "death":
      return explanation.sequence?.steps.some((step) => step.kind === "died" && step.death === reason.death) === true;
    case "clause": {
      const [failing, ...more] = nearestMiss(explanation)?.failing ?? [];
      return failing !== undefined && more.length === 0 && mentions(failing, reason.text);
    }
  }
}

const anyMatched = ({ explanation }: Account): boolean => explanation.documents.some((d) => d.matched);

/** Events satisfy the query of a rule of this type, and its state makes nothing of them. */
const undecided = (account: Account, type: string): boolean =>
  account.explanation.rule.type === type && anyMatched(account) && account.outcome.ledger.length === 0 && !timeless(account);

/** None of the events that satisfy the query has a time. */
const timeless = ({ explanation }: Account): boolean => explanation.documents.every((d) => !d.matched || d.document["@timestamp"] === undefined);

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

/** What really happened, in one sentence part. */
export function accountText(account: Account): string {
  const { outcome, explanation } = account;
  const { documents, sequence } = explanation;
  const fates = fateText(outcome);
  if (outcome.shown.length > 0) return `${outcome.shown.length === 1 ? "an alert" : `${outcome.shown.length} alerts`} came${fates === "" ? "" : `, and ${fates}`}`;
  if (fates !== "") return fates;
  if (documents.length > 0 && documents.every((d) => !d.indexAccepted)) return "no index pattern of the rule takes the events";
  if (anyMatched(account) && timeless(account)) return "the events have no time";
  const reached = furthestStage(explanation);
  if (sequence && reached > 0) return `stage ${reached} of ${sequence.stages} was reached${endText(explanation)}`;
  if (anyMatched(account) && !sequence) return `${documents.filter((d) => d.matched).length} of ${documents.length} events satisfy the query, which is not enough`;
  return `no event matches${nearestText(explanation)}`;
}

const TOLD_FATES: readonly Fate[] = ["excepted", "suppressed", "capped", "duplicate", "late"];

function fateText({ ledger }: Outcome): string {
  return TOLD_FATES.flatMap((fate) => {
    const entries = ledger.filter((entry) => entry.fate === fate);
    const reasons = fate === "excepted" ? [...new Set(entries.map((entry) => entry.reason))].join(", ") : "";
    return entries.length === 0 ? [] : [`${entries.length} ${entries.length === 1 ? "match was" : "matches were"} ${fate}${reasons === "" ? "" : ` by ${reasons}`}`];
  }).join(", ");
}

function endText({ sequence }: RuleExplanation): string {
  const deaths = new Set((sequence?.steps ?? []).flatMap((step) => (step.kind === "died" ? [step.death] : [])));
  const words = [...ENDS].filter(([, death]) => deaths.has(death)).map(([word]) => word);
  return words.length === 0 ? "" : ` (${words.join(", ")})`;
}

function nearestText(explanation: RuleExplanation): string {
  const nearest = nearestMiss(explanation);
  if (!nearest) return "";
  return `; event ${nearest.document + 1} fails ${nearest.failing.map((each) => `\`${each.text}\``).join(" and ")}`;
}
