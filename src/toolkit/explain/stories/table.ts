import type { RulePlan } from "../../../plan/rule-plan.ts";
import { esqlStory } from "./esql.ts";
import { anomalyStory } from "./anomaly.ts";
import { indicatorMatchStory } from "./indicator-match.ts";
import { newTermsStory } from "./new-terms.ts";
import { sampleStory } from "./sample.ts";
import { sequenceStory } from "./sequence.ts";
import type { Story, StoryParts } from "./story.ts";
import { thresholdStory } from "./threshold.ts";

/** What tells of a plan's operator; a query of single events has nothing to tell beside its clauses. */
export function storyOf({ root }: RulePlan, parts: StoryParts): Story | undefined {
  switch (root.kind) {
    case "filter":
      return undefined;
    case "anomaly":
      return anomalyStory(root);
    case "sequence":
      return sequenceStory(root, parts);
    case "sample":
      return sampleStory(root, parts);
    case "threshold":
      return thresholdStory(root, parts);
    case "newTerms":
      return newTermsStory(root, parts);
    case "indicatorMatch":
      return indicatorMatchStory(root, parts);
    case "esql":
      return esqlStory(root, parts);
  }
}
