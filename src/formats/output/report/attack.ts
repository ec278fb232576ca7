import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";
import { type RuleText, textOf } from "./rule-text.ts";
import { addCounts, noCounts, type SeverityCounts } from "./tally.ts";

/** ATT&CK tactics of enterprises in the order of an attack. Names of others come from the rules. */
// biome-ignore format: table
const KILL_CHAIN: readonly (readonly [id: string, name: string])[] = [
  ["TA0043", "Reconnaissance"],
  ["TA0042", "Resource Development"],
  ["TA0001", "Initial Access"],
  ["TA0002", "Execution"],
  ["TA0003", "Persistence"],
  ["TA0004", "Privilege Escalation"],
  ["TA0005", "Defense Evasion"],
  ["TA0006", "Credential Access"],
  ["TA0007", "Discovery"],
  ["TA0008", "Lateral Movement"],
  ["TA0009", "Collection"],
  ["TA0011", "Command and Control"],
  ["TA0010", "Exfiltration"],
  ["TA0040", "Impact"],
];

/** A technique that alerts speak of. */
export interface Technique {
  readonly id: string;
  readonly name: string;
  /** On attack.mitre.org; undefined where the id is not in its form. */
  readonly url: string | undefined;
  /** Alerts of the rules that name the technique. */
  readonly counts: SeverityCounts;
  readonly rules: Set<string>;
  readonly parts: Map<string, Technique>;
}

export interface Tactic {
  readonly id: string;
  readonly name: string;
  readonly url: string | undefined;
  readonly counts: SeverityCounts;
  readonly techniques: ReadonlyMap<string, Technique>;
}

interface OpenTactic extends Tactic {
  readonly techniques: Map<string, Technique>;
}

/** Tactics in order, those without alerts too. An alert counts once for each tactic and technique its rule names. */
export function attackMatrix(rules: Iterable<{ readonly rule: RuleText; readonly counts: SeverityCounts }>): readonly Tactic[] {
  const tactics = new Map<string, OpenTactic>(KILL_CHAIN.map(([id, name]) => [id, openTactic(id, name)]));
  for (const { rule, counts } of rules) {
    const seen = new Set<unknown>();
    for (const threat of objects(rule.threat)) addThreat(tactics, threat, { name: rule.name, counts, seen });
  }
  return [...tactics.values()];
}

/** A rule's alerts, and where they have been counted. */
interface Hits {
  readonly name: string;
  readonly counts: SeverityCounts;
  readonly seen: Set<unknown>;
}

function addThreat(tactics: Map<string, OpenTactic>, threat: JsonObject, hits: Hits): void {
  const { tactic } = threat;
  if (!isJsonObject(tactic)) return;
  const id = textOf(tactic["id"]) || textOf(tactic["name"]);
  if (id === "") return;
  const entry = tactics.get(id) ?? openTactic(id, textOf(tactic["name"]) || id);
  tactics.set(id, entry);
  countOnce(entry, hits);
  for (const each of objects(threat["technique"] ?? null)) {
    const technique = addTechnique(entry.techniques, each, hits);
    for (const part of objects(each["subtechnique"] ?? null)) if (technique) addTechnique(technique.parts, part, hits);
  }
}

function addTechnique(techniques: Map<string, Technique>, value: JsonObject, hits: Hits): Technique | undefined {
  const id = textOf(value["id"]) || textOf(value["name"]);
  if (id === "") return undefined;
  const technique = techniques.get(id) ?? openTechnique(id, textOf(value["name"]) || id);
  techniques.set(id, technique);
  countOnce(technique, hits);
  technique.rules.add(hits.name);
  return technique;
}

function countOnce(entry: { readonly counts: SeverityCounts }, { counts, seen }: Hits): void {
  if (seen.has(entry)) return;
  seen.add(entry);
  addCounts(entry.counts, counts);
}

const openTactic = (id: string, name: string): OpenTactic => ({
  id,
  name,
  url: /^TA\d{4}$/.test(id) ? `https://attack.mitre.org/tactics/${id}/` : undefined,
  counts: noCounts(),
  techniques: new Map(),
});

const openTechnique = (id: string, name: string): Technique => ({
  id,
  name,
  url: /^T\d{4}(?:\.\d{3})?$/.test(id) ? `https://attack.mitre.org/techniques/${id.replace(".", "/")}/` : undefined,
  counts: noCounts(),
  rules: new Set(),
  parts: new Map(),
});

const objects = (value: Json): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : isJsonObject(value) ? [value] : [];
