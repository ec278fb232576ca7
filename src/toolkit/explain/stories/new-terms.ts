import { compileKeys, identify } from "../../../operators/keys.ts";
import type { NewTermsTrace } from "../../../operators/new-terms-types.ts";
import type { NewTermsOp } from "../../../plan/rule-plan.ts";
import type { MatchExplanation } from "../explanation.ts";
import type { TermJudgement, TermStory } from "../story-types.ts";
import { MAX_GROUPS, type Story, type StoryParts } from "./story.ts";

/** Changes of verdict kept of one combination; more are rare. */
const MAX_JUDGEMENTS = 100;

/** When each combination of values was first seen, and how it was judged. */
export function newTermsStory(op: NewTermsOp, { window, numberOf }: StoryParts): Story {
  const keysOf = compileKeys(
    op.fields.map((field) => ({ field, optional: false })),
    { dates: "epoch" },
  );
  const terms = new Map<string, { readonly values: readonly (string | null)[]; readonly judgements: TermJudgement[] }>();
  const keyless: number[] = [];
  const timeless: number[] = [];
  const judge = ({ values, event, ...judged }: NewTermsTrace<number>): void => {
    const id = identify(values);
    const story = terms.get(id) ?? { values, judgements: [] };
    terms.set(id, story);
    const last = story.judgements.at(-1);
    const judgement = { ...judged, event: numberOf(event), times: 1 };
    if (last?.verdict === judged.verdict && judged.verdict !== "new")
      story.judgements[story.judgements.length - 1] = { ...last, times: last.times + 1 };
    else if (story.judgements.length < MAX_JUDGEMENTS) story.judgements.push(judgement);
  };
  return {
    trace: { newTerms: judge },
    event: ({ number, document, hit }) => {
      if (Number.isNaN(hit.clockTime)) timeless.push(number);
      else if (keysOf(document).length === 0) keyless.push(number);
    },
    tell: (matches) => {
      const stories = [...terms.values()].map((story) => withCoverage(story, matches)).sort((a, b) => rank(a) - rank(b));
      const fields = op.fields.map(({ name }) => name);
      const shown = { terms: stories.slice(0, MAX_GROUPS), moreTerms: Math.max(0, stories.length - MAX_GROUPS) };
      return { newTerms: { fields, history: op.history, window, ...shown, keyless, timeless } };
    },
  };
}

/** New ones first; those that only looked new for a while before those that were known from the start. */
const rank = ({ judgements }: TermStory): number =>
  judgements.some(({ verdict }) => verdict === "new") ? 0 : judgements.some(({ verdict }) => verdict === "old") ? 1 : 2;

/** What the alerts of new combinations say of the history there was. */
function withCoverage({ values, judgements }: TermStory, matches: readonly MatchExplanation[]): TermStory {
  return {
    values,
    judgements: judgements.map((judgement) => {
      const coverage = judgement.verdict === "new" ? matches.find(({ slot }) => slot === judgement.slot)?.historyCoverage : undefined;
      return coverage === undefined ? judgement : { ...judgement, coverage };
    }),
  };
}
