import type { EventDocument } from "../../event/origin.ts";
import type { Rule } from "../../rules/model.ts";
import type { DocumentExplanation, RuleExplanation, StageVerdict } from "../../toolkit/explain/explain.ts";
import { explain } from "../../toolkit/explain/explain.ts";
import type { Verdict } from "../../toolkit/explain/verdict.ts";
import type { Catalog } from "../rules/catalog.ts";
import type { Clause, Explanation } from "../wire/alerts.ts";

/** Why a rule fired on its events, clause by clause; null where none of them is stored any more. */
export function explanationOf(rule: Rule | undefined, events: readonly EventDocument[], catalog: Catalog): Explanation | null {
  if (!rule || events.length === 0) return null;
  const { exceptions, valueLists, surroundings } = catalog;
  const explained = explain(rule, events, { exceptions, valueLists, schema: surroundings.fields, ...surroundings.tables });
  return { stages: stagesOf(explained), story: storyOf(explained) };
}

function stagesOf({ documents, sequence, sample }: RuleExplanation): Explanation["stages"] {
  const isStaged = sequence !== undefined || sample !== undefined;
  return documents.flatMap((document) =>
    document.stages.filter((stage) => !isStaged || stage.matched).map((stage) => ({ ...titled(stage), event: idOf(document) })),
  );
}

const titled = ({ label, verdict }: StageVerdict): { readonly title: string; readonly clause: Clause } => ({
  title: label,
  clause: clauseOf(verdict),
});

const idOf = ({ document }: DocumentExplanation): string | null => (typeof document["_id"] === "string" ? document["_id"] : null);

function clauseOf({ text, matched, seen, children }: Verdict): Clause {
  const [only] = children;
  // `a != b` is the negation of a test that has no text of its own.
  if (only && children.length === 1 && only.text === text) return { ...clauseOf(only), verdict: matched };
  return {
    text,
    verdict: matched,
    seen: seen.map(({ field, values }) => ({ field, values })),
    children: children.map(clauseOf),
  };
}

/** What the rule's state made of the events, in sentences. */
function storyOf({ sequence, sample, threshold, newTerms, indicatorMatch, matches }: RuleExplanation): readonly string[] {
  const story: string[] = [];
  if (sequence)
    for (const { joinKeys, events } of sequence.completed)
      story.push(`${events.length} of ${sequence.stages} stages in order${keysText(joinKeys)}${withinText(sequence.bound)}`);
  if (sample)
    for (const key of sample.keys)
      if (key.verdict === "complete") story.push(`one event for each of ${sample.stages} stages${keysText(key.joinKeys)}`);
  if (threshold)
    story.push(`${threshold.value} events are needed${threshold.fields.length > 0 ? ` with equal ${threshold.fields.join(", ")}` : ""}`);
  if (newTerms) story.push(`a combination of ${newTerms.fields.join(", ")} that was not seen since ${newTerms.history}`);
  if (indicatorMatch) story.push("a value is that of a threat indicator");
  for (const { fate, reason } of matches) if (reason !== undefined) story.push(`${fate}: ${reason}`);
  return story;
}

const keysText = (keys: readonly (string | null)[]): string =>
  keys.length > 0 ? ` for ${keys.map((key) => key ?? "no value").join(", ")}` : "";
const withinText = (bound: number | undefined): string => (bound === undefined ? "" : `, within ${Math.round(bound / 1000)} s`);
