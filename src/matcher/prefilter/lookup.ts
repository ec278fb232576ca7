import type { MatchRecord } from "../record.ts";
import type { FieldSlot } from "../slot.ts";
import type { Bits } from "./bits.ts";
import { createGramIndex, type Entry } from "./grams.ts";
import { addMembers, type Members, membersOf } from "./members.ts";
import type { Condition, Key } from "./conditions.ts";
import { keyOf } from "./necessary.ts";

/** The condition of one row of the index on the field at hand. */
export interface Demand {
  readonly row: number;
  readonly condition: Condition;
}

/** Adds the rows whose condition on one field the event may fulfil. The field must have a value. */
export type Lookup = (record: MatchRecord, into: Bits) => void;

/** @param size the number of rows */
export function createLookup(slot: FieldSlot, demands: readonly Demand[], size: number): Lookup {
  const any = demands.filter(({ condition }) => !condition.keys).map(({ row }) => row);
  const parts = [anyLookup(any, size), keyLookup(slot, demands, size), patternLookup(slot, demands, size)];
  const [first, second, third] = parts.filter((part) => part !== undefined);
  if (!first) return () => {};
  if (!second) return first;
  return (record, into) => {
    first(record, into);
    second(record, into);
    third?.(record, into);
  };
}

function anyLookup(rows: readonly number[], size: number): Lookup | undefined {
  if (rows.length === 0) return undefined;
  const members = membersOf(rows, size);
  return (_, into) => addMembers(members, into);
}

function keyLookup(slot: FieldSlot, demands: readonly Demand[], size: number): Lookup | undefined {
  const lists = new Map<Key, number[]>();
  for (const { row, condition } of demands) {
    for (const key of condition.keys ?? []) {
      const list = lists.get(key) ?? [];
      list.push(row);
      lists.set(key, list);
    }
  }
  if (lists.size === 0) return undefined;
  const members = new Map<Key, Members>(lists.entries().map(([key, list]) => [key, membersOf(list, size)]));
  if (demands[0]?.condition.view.family === "string") return textLookup(slot, members as Map<string, Members>);
  return (record, into) => {
    const terms = slot.terms(record);
    for (let k = 0; k < terms.length; k++) {
      const found = members.get(keyOf(terms[k] as Key));
      if (found) addMembers(found, into);
    }
  };
}

/** Most texts are no key, which their length and two of their characters tell without a hash of the whole. */
function textLookup(slot: FieldSlot, members: ReadonlyMap<string, Members>): Lookup {
  const filter = new Uint8Array(SKETCHES);
  for (const key of members.keys()) filter[sketch(key)] = 1;
  return (record, into) => {
    const texts = slot.folded(record);
    for (let k = 0; k < texts.length; k++) {
      const text = texts[k] as string;
      const found = filter[sketch(text)] === 1 ? members.get(text) : undefined;
      if (found) addMembers(found, into);
    }
  };
}

const SKETCHES = 4096;

const sketch = (text: string): number =>
  ((text.length * 131) ^ (text.charCodeAt(text.length >> 1) * 31) ^ text.charCodeAt(0)) & (SKETCHES - 1);

function patternLookup(slot: FieldSlot, demands: readonly Demand[], size: number): Lookup | undefined {
  const entries: Entry[] = demands.flatMap(({ row, condition }) => condition.patterns.map((pieces) => ({ row, pieces })));
  if (entries.length === 0) return undefined;
  const index = createGramIndex(entries, size);
  return (record, into) => {
    const texts = slot.folded(record);
    for (let k = 0; k < texts.length; k++) index.scan(texts[k] as string, into);
  };
}
