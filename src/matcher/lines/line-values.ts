import type { JsonObject, Scalar } from "../../event/json.ts";
import { compilePath, type FieldReader, NO_VALUES } from "../../event/path.ts";
import type { LineSource } from "../record.ts";
import type { SieveExports } from "./sieve-module.ts";

/** Kinds of values, as `assembly/lookups.ts` has them: a text with its two flags, then the others. */
const NUMBER = 4;
const TRUE = 8;
const NULL = 16;
const ENTRY_WORDS = 4;
const HEAD_WORDS = 4;

/** The values of the line that a sieve stands at, in the order of `compilePath`, made when they are asked for. */
export interface LineValues extends LineSource {
  /** Goes on to the line that the sieve found last; `parse` makes its event. */
  begin(parse: () => JsonObject): void;
  /** The only value at a path as it is written, with its kind before it; empty where there is none, undefined where there are several. */
  written(path: number): string | undefined;
}

/** What {@link LineValues.written} gave as a value: null for JSON's null, undefined for none. */
export function readWritten(written: string): Scalar | null | undefined {
  if (written === "") return undefined;
  const blank = written.indexOf(" ");
  const kind = Number(written.slice(0, blank));
  const text = written.slice(blank + 1);
  if (kind === 0) return text;
  if (kind < NUMBER) return JSON.parse(`"${Buffer.from(text, "latin1").toString("utf8")}"`) as string;
  return kind === NUMBER ? Number(text) : kind === NULL ? null : kind === TRUE;
}

/** Reads values by their kind and where they stand in memory, which must not move any more. */
export function valueReader({ memory }: SieveExports): (kind: number, from: number, to: number) => Scalar {
  const bytes = Buffer.from(memory.buffer);
  return (kind, from, to) => {
    if (kind === 0) return bytes.toString("latin1", from, to);
    if (kind < NUMBER) return JSON.parse(bytes.toString("utf8", from - 1, to + 1)) as string;
    return kind === NUMBER ? Number(bytes.toString("latin1", from, to)) : kind === TRUE;
  };
}

/** What can stand between the members of an array: quotes, commas, brackets, blanks. */
const PARTING = Buffer.from('",[] \t\r\n');

/** @param paths by number */
export function createLineValues(exports: SieveExports, paths: readonly string[]): LineValues {
  const words = new Int32Array(exports.memory.buffer);
  const bytes = Buffer.from(exports.memory.buffer);
  const read = valueReader(exports);
  const heads = exports.tapeHeads() >> 2;
  const entries = exports.tapeEntries() >> 2;
  let generation = 0;
  let parse: () => JsonObject = () => ({});

  const valueOf = (entry: number): Scalar => read(words[entry] as number, words[entry + 1] as number, words[entry + 2] as number);
  /** Number, plus one, of the entry after this one; 0: none. */
  const first = (path: number): number => {
    const head = heads + path * HEAD_WORDS;
    return words[head] === generation ? (words[head + 1] as number) + 1 : 0;
  };

  /** Whether only marks that part the members of an array stand between two values. */
  const isOneArray = (from: number, to: number): boolean => {
    for (let i = from; i < to; i++) if (!PARTING.includes(bytes[i] as number)) return false;
    return true;
  };
  const readers: (FieldReader | undefined)[] = [];
  const readerOf = (path: number): FieldReader => (readers[path] ??= compilePath(paths[path] as string));

  return {
    begin(parseLine) {
      parse = parseLine;
      generation = exports.currentGeneration();
    },
    parse: () => parse(),
    values(path) {
      const start = first(path);
      if (start === 0) return NO_VALUES;
      const entry = entries + (start - 1) * ENTRY_WORDS;
      if (words[entry + 3] === 0) return words[entry] === NULL ? NO_VALUES : [valueOf(entry)];
      const values: Scalar[] = [];
      let inOrder = true;
      let last = -1;
      for (let number = start; number !== 0; ) {
        const at = entries + (number - 1) * ENTRY_WORDS;
        if (last !== -1 && !isOneArray(last, words[at + 1] as number)) inOrder = false;
        last = words[at + 2] as number;
        if (words[at] !== NULL) values.push(valueOf(at));
        number = words[at + 3] as number;
      }
      return inOrder ? values : readerOf(path)(parse());
    },
    written(path) {
      const start = first(path);
      if (start === 0) return "";
      const entry = entries + (start - 1) * ENTRY_WORDS;
      if (words[entry + 3] !== 0) return undefined;
      return `${words[entry]} ${bytes.toString("latin1", words[entry + 1], words[entry + 2])}`;
    },
    hasNull(path) {
      for (let number = first(path); number !== 0; ) {
        const at = entries + (number - 1) * ENTRY_WORDS;
        if (words[at] === NULL) return true;
        number = words[at + 3] as number;
      }
      return false;
    },
  };
}
