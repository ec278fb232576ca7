import type { Extractor } from "../extract.ts";
import type { MatchRecord } from "../record.ts";
import type { FieldSlot } from "../slot.ts";
import { type Bits, createBits, forEachBit, intersect, setBit } from "./bits.ts";
import type { Row } from "./choose.ts";
import { createLookup, type Demand, type Lookup } from "./lookup.ts";
import { isKeyed, type PrefilterPlan, rowsWithout } from "./plan.ts";

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
 * @param predicates how many there are
 */
export function createPrefilter({ rows, access, narrowing }: PrefilterPlan, predicates: number, extractor: Extractor): Prefilter {
  const size = rows.length;
  const accesses = byPath(access.demands, extractor, size);
  const narrowers = narrowing.map(([slot, list]) => createNarrower(slot, list, size));
  const base = createBits(size);
  for (const row of access.always) setBit(base, row);
  const found = createBits(size);
  const passed = createBits(predicates);
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
  const keyed = demands.filter(isKeyed);
  const missing = rowsWithout(demands, size);
  const present = rowsWithout(keyed, size);
  const lookup = createLookup(slot, keyed, size);
  const allowed = createBits(size);
  return (record, rows) => {
    if (slot.values(record).length === 0) return intersect(rows, missing);
    allowed.set(present);
    lookup(record, allowed);
    intersect(rows, allowed);
  };
}
