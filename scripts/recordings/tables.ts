import type { Rule } from "../../src/rules/model.ts";
import type { RuleCoverage } from "../../src/toolkit/readiness/coverage.ts";
import { type Recording, techniquesOf } from "./recording.ts";

/** A rule that fires on more of the recordings than this tells little about any of them. */
const COMMON = 0.5;

/** The page's tables: one row a recording; one row a technique that it is known for and no telling rule detects. */
export function recordingTables(recordings: readonly Recording[], rules: readonly Rule[]): string {
  const byId = new Map(rules.map((rule) => [rule.id, rule] as const));
  const fires = (id: string): number => recordings.filter(({ alerts }) => alerts.has(id)).length;
  const isCommon = (id: string): boolean => fires(id) > COMMON * recordings.length;
  const context: Context = { byId, isCommon };
  return [
    "## What fires",
    "",
    "| recording | events | known techniques | detected | rules that fire (alerts) |",
    "|---|--:|---|---|---|",
    ...recordings.map((recording) => rowOf(recording, context)),
    "",
    "## What is not detected, and what it would need",
    "",
    "| recording | technique | its rules on these events |",
    "|---|---|---|",
    ...recordings.flatMap((recording) => missedRows(recording, context)),
  ].join("\n");
}

interface Context {
  readonly byId: ReadonlyMap<string, Rule>;
  readonly isCommon: (id: string) => boolean;
}

function rowOf(recording: Recording, context: Context): string {
  const { name, events, techniques, alerts } = recording;
  const fired = [...alerts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([id, count]) => `${cell(context.byId.get(id)?.name ?? id)}${context.isCommon(id) ? " (common)" : ""} ${count}`);
  const detected = techniques.filter((technique) => isDetected(recording, technique, context));
  const known = techniques.length > 0 ? techniques.join(", ") : "not labelled";
  const share =
    techniques.length > 0 ? `${detected.length} of ${techniques.length}${detected.length > 0 ? `: ${detected.join(", ")}` : ""}` : "";
  return `| ${cell(name)} | ${events} | ${known} | ${share} | ${fired.join("; ") || "none"} |`;
}

/** A telling rule that names the technique, or one below it, fires. */
function isDetected({ alerts }: Recording, technique: string, { byId, isCommon }: Context): boolean {
  return [...alerts.keys()].some((id) => {
    const rule = byId.get(id);
    return rule !== undefined && !isCommon(id) && techniquesOf(rule).some((each) => each === technique || each.startsWith(`${technique}.`));
  });
}

function missedRows(recording: Recording, context: Context): readonly string[] {
  return recording.techniques
    .filter((technique) => !isDetected(recording, technique, context))
    .map((technique) => `| ${cell(recording.name)} | ${technique} | ${needsOf(recording, technique)} |`);
}

const WORDS: Readonly<Record<RuleCoverage["readiness"], string>> = {
  ready: "had every part of theirs, never in one event",
  constants: "have their fields, and never saw a value they ask for",
  fields: "miss a field",
  kind: "miss their kind of event",
  index: "read other sources",
  not_run: "are not run yet",
};

/** How many missing things of a kind are named. */
const NAMED = 3;

function needsOf({ readiness }: Recording, technique: string): string {
  const rules = [...readiness.values()].filter(({ rule }) => techniquesOf(rule).includes(technique));
  if (rules.length === 0) return "no public rule names it";
  return (Object.keys(WORDS) as RuleCoverage["readiness"][])
    .map((state) => ({ state, own: rules.filter((each) => each.readiness === state) }))
    .filter(({ own }) => own.length > 0)
    .map(({ state, own }) => `${own.length} ${WORDS[state]}${examples(state, own)}`)
    .join("; ");
}

function examples(state: RuleCoverage["readiness"], rules: readonly RuleCoverage[]): string {
  if (state === "ready" || state === "not_run" || state === "kind") return "";
  const counts = new Map<string, number>();
  for (const thing of rules.flatMap(({ missing, fields }) => (state === "index" ? missing : fields)))
    counts.set(thing, (counts.get(thing) ?? 0) + 1);
  const named = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, NAMED);
  const shown = named.map(([thing]) => `\`${cell(thing)}\``);
  return shown.length > 0 ? ` (${shown.join(", ")})` : "";
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
