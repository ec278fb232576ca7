import { canonicalJson, sha256 } from "../../alerts/ids.ts";
import type { Json } from "../../event/json.ts";
import type { CompiledRule } from "../compile-rules.ts";
import type { StateEntry } from "./journal.ts";

/** The last entry of each piece that still exists. */
export function latestOf(entries: Iterable<StateEntry>): readonly StateEntry[] {
  const latest = new Map<string, StateEntry>();
  for (const entry of entries) latest.set(`${entry.rule}\u0000${entry.operator}\u0000${entry.key}`, entry);
  return [...latest.values()].filter((entry) => entry.state !== undefined);
}

/** What a rule's state belongs to: with another plan it starts empty. Places in the query text do not count. */
export const planHash = ({ plan }: CompiledRule): string => sha256(canonicalJson(JSON.parse(JSON.stringify(plan, withoutPlaces)) as Json));

const withoutPlaces = (key: string, value: unknown): unknown => (key === "at" ? undefined : value);

/** The entries are of an earlier version of the rule. */
export function isOtherPlan(rule: CompiledRule, entries: readonly StateEntry[]): boolean {
  const saved = entries.find((entry) => entry.operator === "plan" && entry.rule === rule.rule.id);
  return saved !== undefined && saved.state !== planHash(rule);
}
