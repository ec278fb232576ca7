import type { Scope } from "../compile/scope.ts";
import type { Extractor } from "../extract.ts";
import type { MatchNode } from "../nodes.ts";
import type { MatchRecord } from "../record.ts";
import { alternativesOf } from "./alternatives.ts";
import { type Bits, createBits, forEachBit, intersect, setBit } from "./bits.ts";
import { chooseAccess, groupBySlot, type Row } from "./choose.ts";
import { createLookup, type Demand, type Lookup } from "./lookup.ts";
import type { FieldSlot } from "../slot.ts";

/** How many fields the rows that were found are held against; those that most rows have a condition on. */
const NARROWING_FIELDS = 8;

/** Which predicates an event may satisfy. May name too many, never too few. */
export interface Prefilter {
  /** After the extractor has seen the record's document. */
  run(record: MatchRecord): void;
  has(i: number): boolean;
  /** The candidates of the last run, ascending. */
  list(): readonly number[];
}

/**
 * Each predicate is a row of the index for each of its alternatives. A row is found through the one of its conditions
 * that fewest events should fulfil, by the fields that the event has, so that the cost goes with the event and not
 * with the number of predicates; then the rows found are held against the fields that most rows ask for.
 */
export function createPrefilter(nodes: readonly MatchNode[], scope: Scope, extractor: Extractor): Prefilter {
  const rows: Row[] = nodes.flatMap((node, owner) =>
    alternativesOf(node, scope).map((necessary) => ({ owner, conditions: necessary === "never" ? new Map() : necessary })),
  );
  const size = rows.length;
  const { demands, always } = chooseAccess(rows, (field) => extractor.pathOf(field) !== undefined);
  const accesses = byPath(demands, extractor, size);
  const narrowers = [...groupBySlot(rows)]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, NARROWING_FIELDS)
    .map(([slot, list]) => createNarrower(slot, list, size));
  const base = createBits(size);
  for (const row of always) setBit(base, row);
  const found = createBits(size);
  const passed = createBits(nodes.length);
  return {
    run: (record) => {
      found.set(base);
      extractor.forEachPresent((path) => accesses[path]?.(record, found));
      for (let k = 0; k < narrowers.length; k++) narrowers[k]?.(record, found);
      passed.fill(0);
      forEachBit(found, (row) => setBit(passed, (rows[row] as Row).owner));
    },
    has: (i) => (((passed[i >> 5] as number) >>> (i & 31)) & 1) === 1,
    list: () => {
      const list: number[] = [];
      forEachBit(passed, (i) => list.push(i));
      return list;
    },
  };
}

/** One look-up for each path, of all the fields that read it. */
function byPath(demands: ReadonlyMap<FieldSlot, readonly Demand[]>, extractor: Extractor, size: number): readonly (Lookup | undefined)[] {
  const accesses: (Lookup | undefined)[] = [];
  for (const [slot, list] of demands) {
    const path = extractor.pathOf((list[0] as Demand).condition.view.field) as number;
    const lookup = createLookup(slot, list, size);
    const before = accesses[path];
    accesses[path] = before
      ? (record, into) => {
          before(record, into);
          lookup(record, into);
        }
      : lookup;
  }
  return accesses;
}

/** Takes away the rows whose condition on the field does not hold; what needs the text of values to be read is let pass. */
function createNarrower(slot: FieldSlot, demands: readonly Demand[], size: number): (record: MatchRecord, rows: Bits) => void {
  const missing = createBits(size).fill(0xffffffff);
  for (const { row } of demands) missing[row >> 5] = (missing[row >> 5] as number) & ~(1 << (row & 31));
  const present = missing.slice();
  const keyed = demands.filter(({ condition }) => condition.keys && condition.patterns.length === 0);
  const exact = new Set(keyed);
  for (const demand of demands) if (!exact.has(demand)) setBit(present, demand.row);
  const lookup = createLookup(slot, keyed, size);
  const allowed = createBits(size);
  return (record, rows) => {
    if (slot.values(record).length === 0) return intersect(rows, missing);
    allowed.set(present);
    lookup(record, allowed);
    intersect(rows, allowed);
  };
}
