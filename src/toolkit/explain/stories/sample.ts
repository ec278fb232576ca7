import { compileStageKeys } from "../../../operators/stage-keys.ts";
import type { SampleOp } from "../../../plan/plan.ts";
import type { MatchExplanation } from "../explanation.ts";
import type { SampleExplanation, SampleKey } from "../story-types.ts";
import { keyFields, MAX_GROUPS, type Story, type StoryParts } from "./story.ts";

interface Group {
  readonly joinKeys: readonly (string | null)[];
  readonly events: number[][];
}

/** Which keys have events for which stages of a sample. */
export function sampleStory(op: SampleOp, { window }: StoryParts): Story {
  const keysOf = compileStageKeys(op.stages, { dates: "epoch" });
  const groups = new Map<string, Group>();
  const keyless: number[] = [];
  const timeless: number[] = [];
  const groupOf = (id: string, joinKeys: readonly (string | null)[]): Group => {
    const group = groups.get(id) ?? { joinKeys, events: op.stages.map(() => []) };
    groups.set(id, group);
    return group;
  };
  return {
    event: ({ number, document, hit }) => {
      if (Number.isNaN(hit.clockTime)) {
        timeless.push(number);
        return;
      }
      const tuples = keysOf(document);
      if (hit.stages.some((stage) => tuples(stage).length === 0)) keyless.push(number);
      for (const stage of hit.stages) for (const { id, values } of tuples(stage)) groupOf(id, values).events[stage]?.push(number);
    },
    tell: (matches) => ({ sample: tell(op, window, [...groups.values()], matches, keyless, timeless) }),
  };
}

function tell(
  op: SampleOp,
  window: SampleExplanation["window"],
  groups: readonly Group[],
  matches: readonly MatchExplanation[],
  keyless: readonly number[],
  timeless: readonly number[],
): SampleExplanation {
  const found = new Set(matches.map(({ joinKeys }) => JSON.stringify(joinKeys)));
  const keys = groups
    .map((group) => keyStory(group, found))
    .sort((a, b) => RANK[a.verdict] - RANK[b.verdict] || a.missing.length - b.missing.length);
  return {
    stages: op.stages.length,
    keyFields: op.stages.map(keyFields),
    window,
    keys: keys.slice(0, MAX_GROUPS),
    moreKeys: Math.max(0, keys.length - MAX_GROUPS),
    keyless,
    timeless,
  };
}

const RANK = { complete: 0, apart: 1, missing: 2 } as const;

function keyStory({ joinKeys, events }: Group, found: ReadonlySet<string>): SampleKey {
  const missing = events.flatMap((list, stage) => (list.length === 0 ? [stage + 1] : []));
  const verdict = found.has(JSON.stringify(joinKeys)) ? "complete" : missing.length > 0 ? "missing" : "apart";
  return { joinKeys, events, missing, verdict };
}
