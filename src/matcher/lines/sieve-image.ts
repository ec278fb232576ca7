import { instantiateSieve, type SieveExports, type SieveHost, Variable, type WasmModule } from "./sieve-module.ts";

/** What a sieve was laid down for, and where its parts are: plain data. */
export interface SieveLayout {
  /** The paths that are read from lines, by number. */
  readonly paths: readonly string[];
  readonly predicates: number;
  readonly rows: number;
  /** Machine learning jobs that are counted for; 0 where nothing is. */
  readonly jobs: number;
  /** The longest block, in bytes. */
  readonly capacity: number;
  readonly told: number;
  readonly timesAt: number;
  readonly graph: number;
  readonly blockAt: number;
}

/** A sieve that judged nothing yet, as data for other threads. */
export interface SieveImage {
  readonly module: WasmModule;
  readonly variables: Readonly<Record<string, number | bigint>>;
  /** Its memory as far as anything was written; shared by all sieves that are made of it, which only read it. */
  readonly written: SharedArrayBuffer;
  /** How large its memory is, in bytes. */
  readonly size: number;
  readonly layout: SieveLayout;
}

/** @param exports of a sieve to which no block was given yet */
export function imageOf(exports: SieveExports, module: WasmModule, layout: SieveLayout): SieveImage {
  const { buffer } = exports.memory;
  const words = new Int32Array(buffer);
  let end = words.length;
  while (end > 0 && words[end - 1] === 0) end--;
  const written = new SharedArrayBuffer(4 * end);
  new Int32Array(written).set(words.subarray(0, end));
  const variables = Object.entries(exports).flatMap(([name, value]) => (value instanceof Variable ? [[name, value.value] as const] : []));
  return { module, variables: Object.fromEntries(variables), written, size: buffer.byteLength, layout };
}

const PAGE_BYTES = 65_536;

/** A sieve of its own that is as the one the image was taken of. */
export function sieveOf({ module, variables, written, size }: SieveImage, host: SieveHost): SieveExports {
  const { exports } = instantiateSieve(host, module);
  exports.memory.grow((size - exports.memory.buffer.byteLength) / PAGE_BYTES);
  new Uint8Array(exports.memory.buffer).set(new Uint8Array(written));
  const known: Readonly<Record<string, unknown>> = { ...exports };
  for (const [name, value] of Object.entries(variables)) {
    const variable = known[name];
    if (variable instanceof Variable) variable.value = value;
  }
  return exports;
}
