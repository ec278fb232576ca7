import type { Fate } from "../../alerts/ledger.ts";
import type { RuleExplanation } from "../explain/explain.ts";
import { nearestMiss } from "./nearest.ts";
import type { Outcome } from "./outcome.ts";
import { ENDS } from "./reason.ts";

/** What is known of a case that has run. */
export interface Account {
  readonly outcome: Outcome;
  readonly explanation: RuleExplanation;
}

/** What really happened, in one part of a sentence. */
export function accountText({ outcome, explanation }: Account): string {
  const fates = fateText(outcome);
  const count = outcome.shown.length;
  if (count > 0) return `${count === 1 ? "an alert" : `${count} alerts`} came${fates === "" ? "" : `, and ${fates}`}`;
  const { documents } = explanation;
  if (documents.length === 0) return "there are no events";
  if (explanation.anomaly) return [fates, stateText(explanation)].filter((text) => text !== "").join("; ");
  if (documents.every((d) => !d.indexAccepted)) return "no index pattern of the rule takes the events";
  const matching = documents.filter((d) => d.matched);
  if (matching.length > 0 && matching.every((d) => d.time === null && !d.exception)) return "what satisfies the query has no readable time";
  const parts = [fates, stateText(explanation)].filter((text) => text !== "");
  if (parts.length > 0) return parts.join("; ");
  return matching.length === 0
    ? `no event matches${nearestText(explanation)}`
    : `${matching.length} of ${documents.length} events satisfy the query, which is not enough`;
}

const TOLD_FATES: readonly Fate[] = ["excepted", "suppressed", "capped", "duplicate", "late"];

function fateText({ ledger }: Outcome): string {
  return TOLD_FATES.flatMap((fate) => {
    const entries = ledger.filter((entry) => entry.fate === fate);
    const reasons = fate === "excepted" ? [...new Set(entries.map((entry) => entry.reason))].join(", ") : "";
    const head = `${entries.length} ${entries.length === 1 ? "match was" : "matches were"} ${fate}`;
    return entries.length === 0 ? [] : [reasons === "" ? head : `${head} by ${reasons}`];
  }).join(", ");
}

/** How far an operator with state came; empty where it saw nothing. */
function stateText(explanation: RuleExplanation): string {
  const { sequence, sample, threshold, newTerms, indicatorMatch, esql, anomaly } = explanation;
  if (sequence) return sequence.reached === 0 ? "" : `stage ${sequence.reached} of ${sequence.stages} was reached${endText(explanation)}`;
  if (threshold) return bucketText(threshold);
  if (newTerms)
    return newTerms.terms.length === 0
      ? keylessText(newTerms.keyless)
      : `${newTerms.fields.join(" and ")} were seen before: ${newTerms.terms.map(({ values }) => values.join(", ")).join("; ")}`;
  if (sample)
    return sample.keys[0]
      ? `of the sample for ${sample.keys[0].joinKeys.join(", ")} ${missingText(sample.keys[0].missing)}`
      : keylessText(sample.keyless);
  if (indicatorMatch && indicatorMatch.events.length > 0)
    return `no indicator matches (${indicatorMatch.counting} of ${indicatorMatch.given} count for the rule)`;
  if (anomaly) return recordText(anomaly);
  return esql ? rowsText(esql) : "";
}

/** The command that no row came out of, at the slot whose rows came furthest. */
function rowsText({ commands, eventCommands, passed, died, slots }: NonNullable<RuleExplanation["esql"]>): string {
  const lengths = slots.map(({ rows }) => rows.findIndex((count) => count === 0));
  const furthest = Math.max(...lengths);
  if (slots.length > 0) return lengths.includes(-1) ? "" : `no row came out of \`${commands[eventCommands + furthest]}\``;
  const first = passed.indexOf(0);
  return died.length === 0 || first === -1 ? "" : `no row came out of \`${commands[first]}\``;
}

function recordText({ records, threshold, jobs }: NonNullable<RuleExplanation["anomaly"]>): string {
  const [highest] = records;
  return highest
    ? `the highest score of a record is ${highest.score}, the threshold ${threshold} (${highest.words})`
    : `${jobs.join(", ")} made no record: little is unusual, or there is too little history`;
}

function bucketText({ buckets, value, cardinality, keyless }: NonNullable<RuleExplanation["threshold"]>): string {
  const [nearest] = buckets;
  if (!nearest) return keylessText(keyless);
  const distinct =
    cardinality && nearest.distinct !== undefined ? ` with ${nearest.distinct} of ${cardinality.value} values of ${cardinality.field}` : "";
  const group = nearest.values.length > 0 ? ` for ${nearest.values.join(", ")}` : "";
  return `the nearest bucket${group} has ${nearest.count} of ${value} events${distinct}`;
}

const missingText = (missing: readonly number[]): string =>
  missing.length === 0
    ? "the stages are never within one window"
    : `${missing.length === 1 ? "stage" : "stages"} ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`;

const keylessText = (keyless: readonly number[]): string =>
  keyless.length === 0 ? "" : `${keyless.length} of the events lack a field to group by`;

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
