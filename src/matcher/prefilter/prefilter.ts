import type { Scope } from "../compile/scope.ts";
import type { MatchNode } from "../nodes.ts";
import type { MatchRecord } from "../record.ts";
import type { FieldSlot } from "../slot.ts";
import { bitsOf, createBits, setBit } from "./bits.ts";
import { createFilter, type Demand } from "./filter.ts";
import { necessaryFor } from "./necessary.ts";

/** How many fields the index looks at for an event; those that most predicates have a condition on. */
const MAX_FIELDS = 40;

/** Which predicates an event may satisfy. May name too many, never too few. */
export interface Prefilter {
  run(record: MatchRecord): void;
  has(i: number): boolean;
  /** The candidates of the last run, ascending. */
  list(): readonly number[];
}

/**
 * Keeps, for each of the fields most asked for, the set of predicates that each of its values lets through; an
 * event's candidates are the intersection over the fields.
 */
export function createPrefilter(nodes: readonly MatchNode[], scope: Scope): Prefilter {
  const demands = new Map<FieldSlot, Demand[]>();
  const possible = createBits(nodes.length);
  nodes.forEach((node, i) => {
    const necessary = necessaryFor(node, scope);
    if (necessary === "never") return;
    setBit(possible, i);
    for (const [slot, condition] of necessary) {
      const list = demands.get(slot) ?? [];
      list.push({ i, condition });
      demands.set(slot, list);
    }
  });
  const busiest = [...demands].sort((a, b) => b[1].length - a[1].length).slice(0, MAX_FIELDS);
  const filters = busiest.map(([slot, list]) => createFilter(slot, list, possible, nodes.length));
  filters.sort((a, b) => Number(a.scans) - Number(b.scans));
  const passed = createBits(nodes.length);
  return {
    run: (record) => {
      passed.set(possible);
      for (let k = 0; k < filters.length; k++) filters[k]?.narrow(record, passed);
    },
    has: (i) => (((passed[i >> 5] as number) >>> (i & 31)) & 1) === 1,
    list: () => bitsOf(passed),
  };
}
