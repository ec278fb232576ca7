import { canonicalJson, sha256 } from "../../alerts/ids.ts";
import type { Json } from "../../event/json.ts";
import { PLAN, type StateEntry } from "./journal.ts";

/** The last entry of each piece that still exists. */
export function latestOf(entries: Iterable<StateEntry>): readonly StateEntry[] {
  const latest = new Map<string, Map<string, StateEntry>>();
  for (const entry of entries) {
    let ofRule = latest.get(entry.rule);
    if (!ofRule || entry.operator === PLAN) latest.set(entry.rule, (ofRule = new Map()));
    ofRule.set(`${entry.operator}\u0000${entry.key}`, entry);
  }
  return [...latest.values()].flatMap((pieces) => [...pieces.values()].filter((entry) => entry.state !== undefined));
}

/** What the state of a rule or a job belongs to: with another plan it starts empty. Places in the query text do not count. */
export function planHash({ plan }: { readonly plan: object }): string {
  let known = hashes.get(plan);
  if (known === undefined) hashes.set(plan, (known = contentHash(plan)));
  return known;
}

/** Plans do not change: one that runs on through changes of other rules is hashed once. */
const hashes = new WeakMap<object, string>();

/** The same for any plan. */
const contentHash = (plan: object): string => sha256(canonicalJson(JSON.parse(JSON.stringify(plan, withoutPlaces)) as Json));

const withoutPlaces = (key: string, value: unknown): unknown => (key === "at" ? undefined : value);

/** The plan that each rule's saved state belongs to, by rule id. */
export const savedPlans = (entries: readonly StateEntry[]): ReadonlyMap<string, Json | undefined> =>
  new Map(entries.filter(({ operator }) => operator === PLAN).map(({ rule, state }) => [rule, state]));
