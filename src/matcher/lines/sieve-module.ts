import { SIEVE } from "./sieve.generated.ts";

/** What the compiled sieve offers (see `assembly/`); numbers are addresses in its memory unless they are counts. */
export interface SieveExports {
  readonly memory: Memory;
  allocate(size: number): number;
  setRows(rows: number): void;
  setBytes(): number;
  layPlaces(places: number, keys: number): void;
  setPlace(place: number, path: number, traits: number): void;
  addKey(place: number, key: number, length: number, child: number): void;
  askForMarks(asked: number): void;
  layShapes(): void;
  layDeep(): void;
  layText(longest: number): void;
  createTexts(keys: number): number;
  addText(table: number, text: number, length: number, members: number): void;
  createNumbers(keys: number): number;
  addNumber(table: number, value: number, members: number): void;
  createGrams(grams: number): number;
  addGram(table: number, gram: number, members: number): void;
  layPrograms(paths: number): void;
  addLookup(path: number): number;
  layTape(paths: number): void;
  tapeEntries(): number;
  tapeHeads(): number;
  currentGeneration(): number;
  layTimes(most: number): number;
  addTime(path: number): void;
  layRoutes(most: number): void;
  addRoutePath(path: number): void;
  addRoute(route: number): number;
  forgetRoutes(): void;
  forgetScopes(): void;
  layVerdict(rows: number, predicates: number): number;
  ownersAt(): number;
  layNarrowing(): number;
  layJudging(paths: number): void;
  addNarrower(missing: number, present: number): number;
  layTrial(size: number, predicates: number): number;
  rootsAt(): number;
  hashKey(path: number, seed: number, kind: number): number;
  digest(at: number, length: number): number;
  laySights(predicates: number, keys: number, seed: number, room: number, digests: number): number;
  keysAt(): number;
  notesAt(): number;
  notedBytes(): number;
  forgetNotes(): void;
  layFields(fields: number, texts: number): number;
  numbersAt(): number;
  internedAt(): number;
  internedBytesAt(): number;
  internedCount(): number;
  internedBytes(): number;
  layGathering(predicates: number, jobs: number, detectors: number, spans: number): void;
  takersAt(): number;
  jobsAt(): number;
  detectorsAt(): number;
  spansAt(): number;
  takenAt(): number;
  takenJobs(): number;
  cellsAt(): number;
  pairsAt(): number;
  amountsAt(): number;
  gatherLine(): number;
  handOver(): void;
  begin(from: number, to: number): void;
  setCeiling(time: number): void;
  next(): number;
  again(): number;
  repeat(): void;
}

/** What it asks for and tells where it counts events for jobs. */
export interface SieveHost {
  /** A value that has a number, and the text that it stands for; 0: it stands for none, else 1. */
  tellText(number: number, reader: number, kind: number, from: number, to: number): number;
  forgetTexts(): void;
  takeCells(cells: number, pairs: number, amounts: number): void;
}

/** Its buffer is another one after it has grown. */
export interface Memory {
  readonly buffer: ArrayBuffer;
  /** By so many pages of 64 KiB. */
  grow(pages: number): number;
}

/** A compiled module, which other threads may be handed. */
export interface WasmModule {
  readonly kind: "compiled";
}

/** What is used of the global of that name, which the types of Node.js leave to the DOM's. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: unknown };
  readonly Global: new (type: object, value: number) => { value: number | bigint };
};

/** A variable of a sieve: all are among its exports, whatever their names. */
export const Variable: typeof WebAssembly.Global = WebAssembly.Global;

let compiled: WasmModule | undefined;

/**
 * A sieve with a memory of its own.
 * @param given the module, where another thread has compiled it
 */
export function instantiateSieve(host: SieveHost, given?: WasmModule): { readonly exports: SieveExports; readonly module: WasmModule } {
  const module = given ?? (compiled ??= new WebAssembly.Module(Buffer.from(SIEVE, "base64")));
  return { exports: new WebAssembly.Instance(module, { host }).exports as SieveExports, module };
}
