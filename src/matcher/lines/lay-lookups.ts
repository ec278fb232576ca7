import type { FieldType } from "../../event/field-type.ts";
import { familyOf } from "../../event/field-type.ts";
import type { Extractor } from "../extract.ts";
import { GRAM } from "../prefilter/pieces.ts";
import { chooseGrams, type Entry } from "../prefilter/grams.ts";
import type { Demand } from "../prefilter/lookup.ts";
import type { Key } from "../prefilter/conditions.ts";
import { isKeyed, type PrefilterPlan, rowsWithout } from "../prefilter/plan.ts";
import type { SieveMemory } from "./sieve-memory.ts";

/** How a look-up reads values; what is not judged from a line's bytes lets all rows of the look-up through. */
const READS = { texts: 0, numbers: 1, booleans: 2, nothing: 3 } as const;

/** Words of a look-up, as `assembly/lookups.ts` has them. */
const WORD = { reads: 1, target: 2, state: 3, any: 4, all: 5, keys: 6, grams: 7, ifTrue: 8, ifFalse: 9 } as const;

/** Lays down the index of predicates: look-ups by path, and what the rows found are held against. */
export function layLookups(memory: SieveMemory, plan: PrefilterPlan, extractor: Extractor): void {
  const size = plan.rows.length;
  for (const [, demands] of plan.access.demands) layLookup(memory, demands, extractor, size, { target: FOUND, state: 0 });
  for (const [, demands] of plan.narrowing) {
    if (extractor.pathOf(fieldOf(demands)) === undefined) continue;
    const keyed = demands.filter(isKeyed);
    const missing = memory.bits(rowsWithout(demands, size));
    const narrower = memory.exports.addNarrower(missing, memory.bits(rowsWithout(keyed, size)));
    const seen = memory.words[(narrower >> 2) + 1] as number;
    layLookup(memory, keyed.length > 0 ? keyed : demands.slice(0, 1), extractor, size, { target: seen, state: narrower });
  }
}

/** The rows at hand, as `assembly/results.ts` has them. */
const FOUND = 0;

const fieldOf = (demands: readonly Demand[]): FieldType => (demands[0] as Demand).condition.view.field;

interface Aim {
  readonly target: number;
  /** Of a narrower, which adds no rows for values that cannot be judged: it is told instead. */
  readonly state: number;
}

function layLookup(memory: SieveMemory, demands: readonly Demand[], extractor: Extractor, size: number, { target, state }: Aim): void {
  const { exports } = memory;
  const field = fieldOf(demands);
  const at = exports.addLookup(extractor.pathOf(field) as number) >> 2;
  const set = (word: number, value: number): void => {
    memory.words[at + word] = value;
  };
  const open = demands.filter(({ condition }) => !condition.keys).map(({ row }) => row);
  const bound = demands.filter(({ condition }) => condition.keys);
  const reads = readsOf(field);
  set(WORD.reads, READS[reads]);
  set(WORD.target, target);
  set(WORD.state, state);
  if (state === 0) {
    set(WORD.any, memory.members(open, size));
    set(
      WORD.all,
      memory.members(
        bound.map(({ row }) => row),
        size,
      ),
    );
  }
  const keys = rowsByKey(bound);
  if (reads === "texts") {
    set(WORD.keys, layTexts(memory, keys, size));
    set(WORD.grams, layGrams(memory, bound, size));
  } else if (reads === "numbers") set(WORD.keys, layNumbers(memory, keys, size));
  else if (reads === "booleans") {
    set(WORD.ifTrue, memory.members(keys.get(true) ?? [], size));
    set(WORD.ifFalse, memory.members(keys.get(false) ?? [], size));
  }
}

/** Kinds that round their values are left to the parsed event. */
function readsOf({ kind }: FieldType): keyof typeof READS {
  const family = familyOf(kind);
  if (family === "string") return "texts";
  if (family === "integer" || kind === "double") return "numbers";
  return family === "boolean" ? "booleans" : "nothing";
}

function rowsByKey(demands: readonly Demand[]): ReadonlyMap<Key, readonly number[]> {
  const rows = new Map<Key, number[]>();
  for (const { row, condition } of demands) {
    for (const key of condition.keys ?? []) {
      const list = rows.get(key) ?? [];
      list.push(row);
      rows.set(key, list);
    }
  }
  return rows;
}

/** A key with other characters than ASCII equals no text that is judged from bytes. */
function layTexts(memory: SieveMemory, keys: ReadonlyMap<Key, readonly number[]>, size: number): number {
  const texts = [...keys].filter((entry): entry is [string, readonly number[]] => typeof entry[0] === "string" && isAscii(entry[0]));
  if (texts.length === 0) return 0;
  const table = memory.exports.createTexts(texts.length);
  for (const [text, rows] of texts) memory.exports.addText(table, memory.text(text), text.length, memory.members(rows, size));
  return table;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

function layNumbers(memory: SieveMemory, keys: ReadonlyMap<Key, readonly number[]>, size: number): number {
  const whole = [...keys].filter((entry): entry is [number, readonly number[]] => Number.isSafeInteger(entry[0]));
  const table = memory.exports.createNumbers(whole.length);
  for (const [key, rows] of whole) memory.exports.addNumber(table, key, memory.members(rows, size));
  return table;
}

function layGrams(memory: SieveMemory, demands: readonly Demand[], size: number): number {
  const entries: Entry[] = demands.flatMap(({ row, condition }) => condition.patterns.map((pieces) => ({ row, pieces })));
  if (entries.length === 0) return 0;
  const rows = new Map<number, number[]>();
  for (const [gram, row] of chooseGrams(entries)) {
    const list = rows.get(gram) ?? [];
    list.push(row);
    rows.set(gram, list);
  }
  const table = memory.exports.createGrams(rows.size);
  for (const [gram, list] of rows) memory.exports.addGram(table, reversed(gram), memory.members([...new Set(list)], size));
  return table;
}

/** Four characters as they lie in memory, the first in the lowest byte. */
function reversed(gram: number): number {
  const bytes = Buffer.alloc(GRAM);
  bytes.writeInt32BE(gram | 0);
  return bytes.readInt32LE();
}
