import { escapeText } from "../../diagnostics/index.ts";
import type { Paint } from "../../formats/output/paint.ts";
import type {
  IndicatorEntryStory,
  IndicatorEventStory,
  IndicatorMatchExplanation,
  MatchedIndicator,
} from "../../toolkit/explain/story-types.ts";
import { valuesText } from "./verdict-tree.ts";

/** Events and indicators told before the rest is only counted. */
const MAX_EVENTS = 20;
const MAX_INDICATORS = 5;

/** Which indicators events matched; of the others, which group of the mapping came nearest. */
export function renderIndicatorMatch({ given, counting, events, moreEvents }: IndicatorMatchExplanation, paint: Paint): string[] {
  const lines = [`${paint("accent", "indicators")}: ${given} given, of which ${counting} can match this rule`];
  if (given === 0) lines.push("  without indicators the rule never matches; --indicators reads them");
  for (const event of events.slice(0, MAX_EVENTS)) lines.push(...eventLines(event, paint));
  const more = Math.max(0, events.length - MAX_EVENTS) + moreEvents;
  return more > 0 ? [...lines, `  … and ${more} more events that satisfy the query`] : lines;
}

function eventLines({ event, indicators, groups }: IndicatorEventStory, paint: Paint): string[] {
  if (indicators.length > 0) {
    const more = indicators.length - MAX_INDICATORS;
    return [
      `  ${paint("good", "✓")} event ${event + 1} matches ${indicators.length === 1 ? "an indicator" : `${indicators.length} indicators`}`,
      ...indicators.slice(0, MAX_INDICATORS).map((indicator) => `      ${indicatorText(indicator)}`),
      ...(more > 0 ? [`      … and ${more} more`] : []),
    ];
  }
  const [nearest] = groups;
  const joint = nearest?.entries.every(({ found, negate }) => found !== negate)
    ? "; each entry holds for some indicator, but all of them for none"
    : "";
  return [
    `  ${paint("bad", "✗")} event ${event + 1} matches no indicator${groups.length > 1 ? `, the nearest of ${groups.length} groups` : ""}${joint}`,
    ...(nearest?.entries ?? []).map((entry) => `      ${entryText(entry, paint)}`),
  ];
}

function indicatorText({ field, value, id, index, feed }: MatchedIndicator): string {
  const place = [id, index, feed]
    .filter((part) => part !== undefined)
    .map(escapeText)
    .join(", ");
  return `${escapeText(field)}: ${valuesText([value])}${place === "" ? "" : ` is in ${place}`}`;
}

function entryText({ field, indicatorField, negate, values, found }: IndicatorEntryStory, paint: Paint): string {
  const mark = found !== negate ? paint("good", "✓") : paint("bad", "✗");
  const has = values.length === 0 ? "is missing" : `: ${valuesText(values)}`;
  const relation = negate ? "must not match" : "matches";
  return `${mark} ${escapeText(field)} ${relation} ${escapeText(indicatorField)} ${paint("dim", `← ${escapeText(field)} ${has}`.replace(" :", ":"))}${found ? "" : paint("dim", "; no indicator has it")}`;
}
