import type { Extractor } from "../extract.ts";
import type { MatchNode } from "../nodes.ts";
import type { PrefilterPlan } from "../prefilter/plan.ts";
import type { GatheringHost, GatheringPlan } from "./gathering.ts";
import { Gatherer, layGathering, NO_HOST, type TakenJobs, takenJobs } from "./lay-gathering.ts";
import { layLookups } from "./lay-lookups.ts";
import { type HalfMade, layPlaces } from "./lay-places.ts";
import { KEY_KIND, type KeyKind, laySights, type Sights } from "./lay-sights.ts";
import { createTrial, layTrial, type Trial } from "./lay-trial.ts";
import { notesOf, type WrittenNotes } from "./line-notes.ts";
import { createLineValues, type LineValues, valueReader } from "./line-values.ts";
import { imageOf, type SieveImage, type SieveLayout, sieveOf } from "./sieve-image.ts";
import { createRoutes, type LearnRoute, routeBytes } from "./routes.ts";
import { SieveMemory } from "./sieve-memory.ts";
import { instantiateSieve, type Memory, type SieveExports } from "./sieve-module.ts";

/** What a sieve's {@link LineSieve.next} stopped at. */
export const STOP = {
  blockEnd: 0,
  /** Predicates that the line may satisfy. */
  candidates: 1,
  /** The line must be parsed: it is no event as JSON has it, or one that is not judged from bytes. */
  unjudged: 2,
  /** Events of this index are new: to be parsed, and told what to do with them. */
  newRoute: 3,
  /** The notes must be taken before it goes on. */
  notesFull: 4,
} as const;

/** Events that were passed over since the sieve stopped last: no predicate can hold. */
export interface Passed {
  count: number;
  /** Of these, without a rule to be offered to; of those that anyone takes: without a time, the earliest and the latest time. */
  unrouted: number;
  timeless: number;
  first: number;
  last: number;
  /** Those with a time past the ceiling. */
  ahead: number;
}

/**
 * Judges lines of NDJSON by their bytes: finds the predicates that each may satisfy without parsing it. A line is
 * passed over only where it is an event, exactly as `JSON.parse` would have it, that satisfies none.
 */
export interface LineSieve {
  /** The longest block, in bytes. */
  readonly capacity: number;
  /** Takes the next block: whole lines of UTF-8. */
  load(block: Uint8Array): void;
  /** Where blocks stand: one that is written there is not copied when it is loaded. Ends the block at hand. */
  room(length: number): Uint8Array;
  /** Passed events later than this (epoch milliseconds) are counted; at first none are. */
  setCeiling(time: number): void;
  /** Goes on to the next line that must be looked at. */
  next(): (typeof STOP)[keyof typeof STOP];
  /** The line at hand comes next once more: more is known of its index now. */
  repeat(): void;
  readonly passed: Passed;
  /** Of the line at hand: where it stands in the block (without its line break), and its number in it, from 1. */
  start: number;
  end: number;
  line: number;
  /** What is known of its index, as {@link learnRoute} numbers it. */
  route: number;
  /** Some rule takes events of its index. */
  byRule: boolean;
  /** Its predicates, ascending: the first {@link count} are valid. */
  readonly candidates: Int32Array;
  count: number;
  /** By candidate: 1 where the line is known to satisfy it. The others have to be tested. */
  readonly certain: Uint8Array;
  /** Takes the notes of lines that it went past, before the line at hand, which are valid until it goes on: to be taken whenever it stops. */
  readonly notes: () => WrittenNotes | undefined;
  readonly jobs: TakenJobs;
  readonly values: LineValues;
  /** The number of a field's path among the {@link values}; undefined where the field is not read from lines. */
  pathOf(field: string): number | undefined;
  /** Adds the value at a path to the hash of a key; 0 where there is not one such value, or it may be written in several ways. */
  hashKey(path: number, seed: number, kind: KeyKind): number;
  /** Tells bytes from others; no longer than {@link capacity}. Ends the block at hand. */
  digest(bytes: Uint8Array): number;
  /** The same of the line at hand, which does not end the block. */
  digestLine(): number;
  /** The state of a time of the line; its milliseconds are in {@link milliseconds}. */
  timeState(time: number): number;
  milliseconds(time: number): number;
  readonly learnRoute: LearnRoute;
  /** The same sieve as data, for other threads. Before the first block. */
  image(): SieveImage;
}

/** States of a time: there is none, it is known, or the parsed event must be asked. */
export const TIME_STATE = { absent: 0, known: 1, unknown: 2 } as const;

export interface SieveParts {
  readonly plan: PrefilterPlan;
  /** The predicates, by number. */
  readonly nodes: readonly MatchNode[];
  readonly extractor: Extractor;
  /** Fields with times, the first of which every event has. */
  readonly times: readonly string[];
  /** Fields that an event's index is made of. */
  readonly routing: readonly string[];
  /** Other fields to be read from lines. */
  readonly fields: readonly string[];
  readonly capacity: number;
  /** Lines with one of these keys at their top are left unjudged, and so are events without a text or a list at one of the marks. */
  readonly guarded: readonly string[];
  /** Undefined: none is asked for. */
  readonly marks: readonly string[] | undefined;
  readonly halfMade?: HalfMade | undefined;
  /** What is noted; the fields of their keys are among those above. */
  readonly sights?: Sights | undefined;
  /** What is counted for jobs. Undefined: nothing. */
  readonly gathering?: { readonly plan: GatheringPlan; readonly host: GatheringHost } | undefined;
}

/** Places and keys are numbered in 16 bits. */
const MOST_PATHS = 20_000;
const SLACK = 64;
const PAGE_BYTES = 65_536;

/** Undefined where there are more fields than a sieve can tell apart. */
export function createLineSieve({
  plan,
  nodes,
  extractor,
  times,
  routing,
  fields,
  capacity,
  guarded,
  marks,
  halfMade,
  sights,
  gathering,
}: SieveParts): LineSieve | undefined {
  const timePaths = times.map((path) => extractor.addPath(path));
  const routePaths = routing.map((path) => extractor.addPath(path));
  for (const field of fields) extractor.addPath(field);
  if (extractor.paths.length > MOST_PATHS) return undefined;
  extractor.close();
  const gatherer = gathering && new Gatherer(gathering.host);
  const { exports, module } = instantiateSieve(gatherer ?? NO_HOST);
  const memory = new SieveMemory(exports);
  exports.setRows(plan.rows.length);
  layPlaces(memory, extractor.paths, guarded, marks, halfMade);
  exports.askForMarks(marks ? 1 : 0);
  exports.layShapes();
  exports.layDeep();
  exports.layPrograms(extractor.paths.length);
  exports.layTape(extractor.paths.length);
  const timesAt = exports.layTimes(times.length);
  for (const path of timePaths) exports.addTime(path);
  exports.layRoutes(routing.length);
  for (const path of routePaths) exports.addRoutePath(path);
  const told = exports.layVerdict(plan.rows.length, nodes.length);
  memory.words.set(
    plan.rows.map(({ owner }) => owner),
    exports.ownersAt() >> 2,
  );
  const always = exports.layNarrowing() >> 2;
  for (const row of plan.access.always)
    memory.words[always + (row >> 5)] = (memory.words[always + (row >> 5)] as number) | (1 << (row & 31));
  layLookups(memory, plan, extractor);
  exports.layJudging(extractor.paths.length);
  exports.layText(capacity);
  if (sights) laySights(memory, sights, (path) => extractor.addPath(path));
  if (gathering) layGathering(memory, gathering.plan, (path) => extractor.addPath(path));
  const graph = layTrial(exports, nodes.length);
  const blockAt = exports.allocate(capacity + SLACK);
  reserve(exports.memory, routeBytes(exports));
  gatherer?.begin(exports, valueReader(exports));
  const counts = { predicates: nodes.length, rows: plan.rows.length, jobs: gathering?.plan.jobs.length ?? 0 };
  const layout = { ...counts, paths: [...extractor.paths], capacity, told, timesAt, graph, blockAt };
  return runSieve(exports, layout, { nodeOf: (predicate) => nodes[predicate] as MatchNode, extractor }, () =>
    imageOf(exports, module, layout),
  );
}

/** What a sieve asks for when it lays down a predicate. */
export interface PredicateSource {
  readonly nodeOf: (predicate: number) => MatchNode;
  readonly extractor: Extractor;
}

/**
 * @param source of the same predicates; its extractor has the paths of the image
 * @param host of what is counted for jobs
 */
export function openLineSieve(image: SieveImage, source: PredicateSource, host: GatheringHost): LineSieve {
  const gatherer = new Gatherer(host);
  const exports = sieveOf(image, gatherer);
  if (image.layout.jobs > 0) gatherer.begin(exports, valueReader(exports));
  return runSieve(exports, image.layout, source, () => image);
}

/** Makes room for what is learnt later: memory that grows moves, and all views of it with it. */
const reserve = (memory: Memory, size: number): void => void memory.grow(Math.ceil(size / PAGE_BYTES) + 1);

/** Words of what is told, as `assembly/index.ts` has them. */
const TOLD = {
  start: 0,
  end: 1,
  lines: 2,
  route: 3,
  count: 4,
  passed: 5,
  unrouted: 6,
  timeless: 7,
  first: 4,
  last: 5,
  ahead: 12,
  list: 14,
} as const;

function runSieve(exports: SieveExports, layout: SieveLayout, { nodeOf, extractor }: PredicateSource, image: () => SieveImage): LineSieve {
  const { predicates, rows, jobs, capacity, told, timesAt, blockAt } = layout;
  const paths = new Map(layout.paths.map((path, number) => [path, number]));
  const { buffer } = exports.memory;
  const words = new Int32Array(buffer);
  const doubles = new Float64Array(buffer);
  const bytes = new Uint8Array(buffer);
  const at = told >> 2;
  let isUsed = false;
  const laid = new Uint8Array(predicates);
  const readPassed = passedReader(words, doubles, told);
  const trial = createTrial(exports, layout.graph, nodeOf, (field) => (paths.has(field.path) ? extractor.pathOf(field) : undefined));
  const sieve: LineSieve = {
    capacity,
    passed: { count: 0, unrouted: 0, timeless: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, ahead: 0 },
    start: 0,
    end: 0,
    line: 0,
    route: 0,
    byRule: false,
    count: 0,
    jobs: takenJobs(exports, jobs),
    candidates: new Int32Array(buffer, told + 4 * TOLD.list, predicates),
    certain: new Uint8Array(buffer, told + 4 * TOLD.list + 4 * predicates, predicates),
    notes: notesOf(exports, blockAt),
    values: createLineValues(exports, [...paths.keys()]),
    load(block) {
      isUsed = true;
      if (block.buffer !== buffer) bytes.set(block, blockAt);
      bytes.fill(0, blockAt + block.length, blockAt + block.length + SLACK);
      exports.begin(blockAt, blockAt + block.length);
    },
    room: (length) => Buffer.from(buffer, blockAt, length),
    setCeiling: (time) => exports.setCeiling(time),
    next() {
      let stop = exports.next();
      sieve.count = words[at + TOLD.count] as number;
      while (stop === STOP.candidates && layNew(sieve, laid, trial)) {
        stop = exports.again();
        sieve.count = words[at + TOLD.count] as number;
      }
      readPassed(sieve.passed);
      sieve.start = (words[at + TOLD.start] as number) - blockAt;
      sieve.end = (words[at + TOLD.end] as number) - blockAt;
      sieve.line = words[at + TOLD.lines] as number;
      sieve.route = words[at + TOLD.route] as number;
      sieve.byRule = words[(sieve.route >> 2) + 1] === 1;
      return stop as (typeof STOP)[keyof typeof STOP];
    },
    repeat: () => exports.repeat(),
    pathOf: (field) => paths.get(field),
    hashKey: (path, seed, kind) => exports.hashKey(path, seed, KEY_KIND[kind]) >>> 0,
    digest(block) {
      sieve.load(block);
      return exports.digest(blockAt, block.length) >>> 0;
    },
    digestLine: () => exports.digest(blockAt + sieve.start, sieve.end - sieve.start) >>> 0,
    timeState: (time) => words[(timesAt >> 2) + 4 * time + 1] as number,
    milliseconds: (time) => doubles[(timesAt >> 3) + 2 * time + 1] as number,
    learnRoute: createRoutes(exports, rows),
    image() {
      if (isUsed) throw new Error("invariant: an image of a sieve is taken before its first block");
      return image();
    },
  };
  return sieve;
}

/** @param told the place in bytes */
function passedReader(words: Int32Array, doubles: Float64Array, told: number): (passed: Passed) => void {
  const at = told >> 2;
  return (passed) => {
    passed.count = words[at + TOLD.passed] as number;
    passed.unrouted = words[at + TOLD.unrouted] as number;
    passed.timeless = words[at + TOLD.timeless] as number;
    passed.ahead = words[at + TOLD.ahead] as number;
    passed.first = doubles[(told >> 3) + TOLD.first] as number;
    passed.last = doubles[(told >> 3) + TOLD.last] as number;
  };
}

/**
 * Lays down the candidates that were found for the first time; whether there was one.
 * @param laid by predicate
 */
function layNew({ candidates, certain, count }: LineSieve, laid: Uint8Array, trial: Trial): boolean {
  let any = false;
  for (let i = 0; i < count; i++) {
    const predicate = candidates[i] as number;
    if (certain[i] === 1 || laid[predicate] === 1) continue;
    laid[predicate] = 1;
    trial.lay(predicate);
    any = true;
  }
  return any;
}
