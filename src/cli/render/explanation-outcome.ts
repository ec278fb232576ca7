import { escapeText } from "../../diagnostics/index.ts";
import { formatTime } from "../../event/time.ts";
import type { Paint } from "../../formats/output/paint.ts";
import { plural } from "../../formats/output/quantity.ts";
import type { DocumentExplanation, MatchExplanation, RuleExplanation } from "../../toolkit/explain/explanation.ts";

/** What an event came to, after its label: `matches: an alert at the slot …`, `does not match: 2 clauses fail`. */
export function outcomeText(explained: DocumentExplanation, explanation: RuleExplanation, paint: Paint): string {
  if (!explained.indexAccepted) return `${paint("bad", "does not match")}${alikeText(explained)}`;
  if (!explained.matched) return `${paint("bad", "does not match")}${failingText(explained)}${alikeText(explained)}`;
  if (explained.exception) return `${verb(explained, explanation)}, but ${paint("bad", "an exception takes it out")}`;
  const fates = explanation.matches.filter((match) => match.events.includes(explained.number) && !match.bucket);
  if (fates.length === 0) return paint("good", verb(explained, explanation));
  return `${paint("good", verb(explained, explanation))}: ${fates
    .slice(0, MAX_FATES)
    .map((match) => fateText(match, explanation))
    .join("; ")}${fates.length > MAX_FATES ? "; …" : ""}`;
}

const MAX_FATES = 3;

const failingText = ({ indexAccepted, failing }: DocumentExplanation): string =>
  indexAccepted && failing > 0 ? `: ${plural(failing, "clause")} ${failing === 1 ? "fails" : "fail"}` : "";

function alikeText({ alike = 0, indexAccepted }: DocumentExplanation): string {
  if (alike === 0) return "";
  return indexAccepted
    ? `; ${plural(alike, "more event")} ${alike === 1 ? "fails" : "fail"} the same`
    : `, like ${plural(alike, "more event")}`;
}

/** `matches` where that is an alert's worth by itself. */
function verb({ stages }: DocumentExplanation, { sequence, sample, threshold, newTerms, indicatorMatch, esql }: RuleExplanation): string {
  if (sequence || sample)
    return `matches ${stages
      .filter(({ matched }) => matched)
      .map(({ label }) => label)
      .join(", ")}`;
  return threshold || newTerms || indicatorMatch || esql ? "satisfies the query" : "matches";
}

function fateText(match: MatchExplanation, explanation: RuleExplanation): string {
  const at = match.slot === null ? "" : ` at the slot ${formatTime(match.slot)}`;
  const reason = match.reason === undefined ? "" : ` (${escapeText(match.reason)})`;
  switch (match.fate) {
    case "alerted":
    case "building_block":
      return `${match.joinKeys ? "part of " : ""}${match.fate === "alerted" ? "an alert" : "a building block"}${at}${groupText(match)}`;
    case "suppressed":
      return `suppressed${into(match, explanation)}`;
    default:
      return `${match.fate}${at}${reason}`;
  }
}

/** What an alert stands for besides itself. */
function groupText({ suppression }: MatchExplanation): string {
  if (!suppression || suppression.docsCount === 0) return "";
  return `, with ${suppression.docsCount} more ${suppression.docsCount === 1 ? "match" : "matches"} suppressed into it${termsText(suppression)}`;
}

/** The alert that a match was counted into. */
function into({ suppression }: MatchExplanation, { matches }: RuleExplanation): string {
  if (!suppression) return "";
  const alert = matches.find(
    (match) =>
      match.alert !== undefined && match.suppression?.instance === suppression.instance && match.suppression.slot === suppression.slot,
  );
  const whose = alert?.events.length === 1 ? ` of event ${(alert.events[0] ?? 0) + 1}` : "";
  return ` into the alert${whose} at the slot ${formatTime(suppression.slot)}${termsText(suppression)}`;
}

const termsText = ({ terms }: NonNullable<MatchExplanation["suppression"]>): string =>
  terms.length === 0
    ? ""
    : ` (${terms.map(({ field, value }) => `${escapeText(field)}: ${escapeText(JSON.stringify(value))}`).join(", ")})`;

/** The last line: `2 alerts of 40 events`. */
export function summaryText({ matches, events, excepted }: RuleExplanation, paint: Paint): string {
  const counts = new Map<string, number>(excepted > 0 ? [["excepted", excepted]] : []);
  for (const { fate } of matches) counts.set(fate, (counts.get(fate) ?? 0) + 1);
  const alerts = (counts.get("alerted") ?? 0) + (counts.get("building_block") ?? 0);
  const rest = [...counts].filter(([fate]) => fate !== "alerted" && fate !== "building_block").map(([fate, count]) => `, ${count} ${fate}`);
  return paint(
    alerts > 0 ? "good" : "bad",
    `${alerts === 0 ? "no alert" : plural(alerts, "alert")} of ${plural(events, "event")}${rest.join("")}`,
  );
}
