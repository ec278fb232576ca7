import { slotAt } from "../../../engine/slots.ts";
import type { JsonObject } from "../../../event/json.ts";
import { compileField } from "../../../event/path.ts";
import type { Enrichment } from "../../../operators/indicator-match-enrichment.ts";
import { createIndicatorIndex, type IndicatorMatcher } from "../../../operators/indicator-match.ts";
import type { IndicatorEntry, IndicatorMatchOp } from "../../../plan/rule-plan.ts";
import type { IndicatorEntryStory, IndicatorEventStory, MatchedIndicator } from "../story-types.ts";
import { MAX_GROUPS, type Story, type StoryParts } from "./story.ts";

/** Which indicators the events matched; of those that match none, which entries of the mapping hold by themselves. */
export function indicatorMatchStory(op: IndicatorMatchOp, { window, except }: StoryParts): Story {
  const entries = [
    ...new Map(op.groups.flatMap((group) => group.entries.map((entry) => [pairOf(entry), { ...entry, negate: false }] as const))),
  ];
  const groups = [...op.groups, ...entries.map(([, entry]) => ({ entries: [entry] }))];
  const index = createIndicatorIndex([op, ...groups.map((group) => ({ ...op, groups: [group] }))].map((each) => ({ op: each, except })));
  const [whole, ...parts] = index.matchers as readonly [IndicatorMatcher, ...IndicatorMatcher[]];
  const finders = new Map(
    entries.map(([pair, { field }], i) => [pair, { read: compileField(field), matcher: parts[op.groups.length + i] as IndicatorMatcher }]),
  );
  const matched: IndicatorEventStory[] = [];
  const unmatched: IndicatorEventStory[] = [];
  let moreEvents = 0;

  const entryStory = ({ field, value, negate }: IndicatorEntry, document: JsonObject, now: number | undefined): IndicatorEntryStory => {
    const finder = finders.get(pairOf({ field, value }));
    const found = (finder?.matcher.match(document, now).length ?? 0) > 0;
    return { field: field.name, indicatorField: value.name, negate, values: [...(finder?.read(document) ?? [])], found };
  };
  return {
    addIndicator: (indicator) => index.add(indicator),
    event: ({ number, document, hit }) => {
      const list = matched.length < MAX_GROUPS || unmatched.length < MAX_GROUPS;
      const now = Number.isNaN(hit.windowTime) ? undefined : slotAt(hit.windowTime, window.interval);
      const indicators = list ? whole.match(document, now).map(matchedIndicator) : [];
      const kept = indicators.length > 0 ? matched : unmatched;
      if (!list || kept.length >= MAX_GROUPS) {
        moreEvents++;
        return;
      }
      const told = op.groups.map((group, i) => ({
        entries: group.entries.map((entry) => entryStory(entry, document, now)),
        matched: (parts[i]?.match(document, now).length ?? 0) > 0,
      }));
      kept.push({ event: number, indicators, groups: told.toSorted((a, b) => compareNearness(a.entries, b.entries)) });
    },
    tell: () => ({
      indicatorMatch: {
        given: index.stats().offered,
        counting: whole.stats.indicators,
        events: [...matched, ...unmatched.toSorted((a, b) => compareNearness(nearestOf(a), nearestOf(b)))],
        moreEvents,
      },
    }),
  };
}

/** The entry holds by itself: one that must not match does not. */
const holds = ({ found, negate }: IndicatorEntryStory): boolean => found !== negate;
const holding = (entries: readonly IndicatorEntryStory[]): number => entries.filter(holds).length;
const nearestOf = ({ groups }: IndicatorEventStory): readonly IndicatorEntryStory[] => groups[0]?.entries ?? [];

/** The fewer entries fail, the nearer; then the more hold. */
const compareNearness = (a: readonly IndicatorEntryStory[], b: readonly IndicatorEntryStory[]): number =>
  a.length - holding(a) - (b.length - holding(b)) || holding(b) - holding(a);

const pairOf = ({ field, value }: Pick<IndicatorEntry, "field" | "value">): string => JSON.stringify([field.name, value.name]);

const matchedIndicator = ({ matched, feed }: Enrichment): MatchedIndicator => ({
  field: matched.field,
  value: matched.atomic,
  ...(matched.id !== undefined && { id: matched.id }),
  ...(matched.index !== undefined && { index: matched.index }),
  ...(feed.name !== undefined && { feed: feed.name }),
});
