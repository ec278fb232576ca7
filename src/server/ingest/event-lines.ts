import { isUtf8 } from "node:buffer";
import { indexOf } from "../../event/index-name.ts";
import type { JsonObject } from "../../event/json.ts";
import { ECS_MARKS, HALF_MADE } from "../../integrations/recognise.ts";
import { compileMatcher } from "../../matcher/compile.ts";
import { type LineSieve, STOP, TIME_STATE } from "../../matcher/lines/sieve.ts";

/** What the bytes of an ECS event tell, of which nothing has to be changed. */
export interface KnownEvent {
  /** The index that its own fields name. */
  readonly index: string | undefined;
  /** `@timestamp`, epoch milliseconds; null where it has none. */
  readonly time: number | null;
  /** `host.name` */
  readonly hosts: readonly string[];
  /** It says nothing of what arrival writes into it. */
  readonly isBare: boolean;
}

/** One line of a request. */
export interface SentLine {
  /** Without its line break. */
  readonly bytes: Buffer;
  /** From 1, blank lines counted. */
  readonly number: number;
  /** Undefined: it has to be parsed to know what it is. */
  readonly event: KnownEvent | undefined;
  /** Tells of an event that was parsed after all which index its fields name, so that others of it need not be. */
  learn(document: JsonObject): void;
}

/** Reads requests line by line, and events by their bytes. */
export interface EventLines {
  /** The lines that are not blank. To be read before the next request's. */
  of(body: Buffer): IterableIterator<SentLine>;
}

const CAPACITY = 1024 * 1024;
const LINE_BREAK = 10;
const CARRIAGE_RETURN = 13;
const HOST = "host.name";
const INGESTED = "event.ingested";
const OPTIONS = {
  times: ["@timestamp"],
  routing: ["data_stream.type", "data_stream.dataset", "data_stream.namespace"],
  fields: [HOST, INGESTED],
  capacity: CAPACITY,
  // What names its own document is asked for by another key at arrival.
  guarded: ["_id", "_index"],
  halfMade: HALF_MADE,
  marks: ECS_MARKS,
};

export function createEventLines(): EventLines {
  // One predicate that holds everywhere has the sieve stop at every line.
  const sieve = compileMatcher([{ kind: "all" }]).sieve(OPTIONS);
  if (!sieve) throw new Error("invariant: a few fields can be told apart");
  const reader = new LineReader(sieve);
  return { of: (body) => reader.read(body) };
}

class LineReader {
  readonly #sieve: LineSieve;
  readonly #host: number;
  readonly #ingested: number;
  /** By number of a route. */
  readonly #indices = new Map<number, string | undefined>();
  /** The line at hand is of an index that was not met before. */
  #isNew = false;
  #number = 0;
  readonly #learn = (document: JsonObject): void => this.#learnIndex(document);

  constructor(sieve: LineSieve) {
    this.#sieve = sieve;
    this.#host = sieve.pathOf(HOST) as number;
    this.#ingested = sieve.pathOf(INGESTED) as number;
  }

  *read(body: Buffer): Generator<SentLine> {
    this.#number = 0;
    const known = isUtf8(body);
    for (let at = 0; at < body.length; ) {
      const end = known ? blockEnd(body, at) : at;
      if (end > at) yield* this.#block(body.subarray(at, end));
      else yield* this.#plain(body, at);
      at = end > at ? end : lineEnd(body, at) + 1;
    }
  }

  /** Whole lines that the sieve has room for. */
  *#block(block: Buffer): Generator<SentLine> {
    const sieve = this.#sieve;
    const before = this.#number;
    sieve.load(block);
    for (let stop = sieve.next(); stop !== STOP.blockEnd; stop = sieve.next()) {
      this.#number = before + sieve.line;
      this.#isNew = stop === STOP.newRoute;
      const bytes = block.subarray(sieve.start, withoutReturn(block, sieve.start, sieve.end));
      if (bytes.length > 0) yield { bytes, number: this.#number, event: this.#eventAt(stop, bytes), learn: this.#learn };
    }
  }

  /** One line of which nothing is known. */
  *#plain(body: Buffer, at: number): Generator<SentLine> {
    this.#number++;
    this.#isNew = false;
    const bytes = body.subarray(at, withoutReturn(body, at, lineEnd(body, at)));
    if (bytes.length > 0) yield { bytes, number: this.#number, event: undefined, learn: this.#learn };
  }

  #eventAt(stop: number, bytes: Buffer): KnownEvent | undefined {
    const sieve = this.#sieve;
    if (stop !== STOP.candidates) return undefined;
    // Where a field is spelt in several ways, the order of its values is that of the document.
    sieve.values.begin(() => JSON.parse(bytes.toString("utf8")) as JsonObject);
    return {
      index: this.#indices.get(sieve.route),
      time: sieve.timeState(0) === TIME_STATE.known ? sieve.milliseconds(0) : null,
      hosts: sieve.values.values(this.#host).map(String),
      isBare: sieve.values.written(this.#ingested) === "",
    };
  }

  #learnIndex(document: JsonObject): void {
    if (!this.#isNew) return;
    const index = indexOf(document);
    const route = this.#sieve.learnRoute({ any: true, byRule: true, name: index }, takesAll);
    if (route !== 0) this.#indices.set(route, index);
  }
}

const takesAll = (): boolean => true;

/** Where the last line break is that the sieve has room for; `at` where there is none. */
function blockEnd(body: Buffer, at: number): number {
  if (body.length - at <= CAPACITY) return body.length;
  return Math.max(at, body.lastIndexOf(LINE_BREAK, at + CAPACITY - 1) + 1);
}

function lineEnd(body: Buffer, at: number): number {
  const found = body.indexOf(LINE_BREAK, at);
  return found === -1 ? body.length : found;
}

const withoutReturn = (bytes: Buffer, start: number, end: number): number =>
  end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
