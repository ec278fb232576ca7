import type { Json } from "../../../event/json.ts";
import type { EventDocument } from "../../../event/origin.ts";
import { CONTAINERS } from "../containers.ts";
import { faultOf } from "../fault.ts";
import type { Format } from "../format.ts";
import { FORMATS } from "../formats.ts";
import { SNIFF_BYTES } from "../head-lines.ts";
import type { Limits } from "../limits.ts";
import { LineCutter } from "../line-cutter.ts";
import type { LineSink } from "../line-sink.ts";
import type { ProblemLog } from "../problems.ts";
import { Tail, type TailPosition } from "./tail.ts";

/** How far a file was read, and what must be known to go on: plain JSON. */
export interface FollowPosition extends TailPosition {
  /** 1-based line at the offset. */
  readonly line: number;
  /** Files that had this path before, in the order they were read: 0 for the first. */
  readonly generation: number;
  /** The format's name; null where it is not known yet. */
  readonly format: string | null;
  readonly held: Json;
}

export interface FollowOptions {
  /** The format asked for; undefined lets the content decide. */
  readonly format: Format | undefined;
  readonly limits: Limits;
  readonly problems: ProblemLog;
  /** Milliseconds from any start. */
  readonly now: () => number;
}

/** Records that wait for further lines are complete when so long nothing came. Milliseconds. */
const SETTLE_MS = 2_000;

/** The file is of a kind that cannot be followed; the message says why. */
export class NotFollowable extends Error {}

/** One file that is read as it grows: raw records out, and a position to go on from. */
export class FollowedFile {
  readonly path: string;
  readonly #input: number;
  readonly #options: FollowOptions;
  readonly #tail: Tail;
  /** Where the last file that was opened is left; while one is being read, where it was begun. */
  #position: FollowPosition | undefined;
  #bytes = 0;
  #modified = 0;
  #reading: { readonly format: Format; readonly cutter: LineCutter; readonly sink: LineSink } | undefined;
  /** The beginning of a file whose format is not known yet. */
  #unknown: Buffer = Buffer.alloc(0);
  #toldUnknown = false;
  #lastData = Number.NEGATIVE_INFINITY;
  #isSettled: boolean;

  constructor(path: string, input: number, options: FollowOptions, from?: FollowPosition) {
    this.path = path;
    this.#input = input;
    this.#options = options;
    this.#position = from;
    this.#isSettled = from === undefined;
    const { problems, now } = options;
    const report = (code: "T7002" | "T7033", message: string): void => problems.report(code, "warning", () => ({ message, file: path }));
    const notes = {
      lost: (message: string) => report("T7033", message),
      unreadable: (error: unknown) => report("T7002", faultOf(error)?.message ?? String(error)),
    };
    this.#tail = new Tail(path, notes, now, from);
  }

  /** Nothing came for a while, and no record waits for further lines. */
  get isSettled(): boolean {
    return this.#isSettled && !this.#tail.isMoved;
  }

  /** Bytes read so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The records of the next bytes; undefined where there is nothing more at the moment.
   * @throws {NotFollowable}
   */
  async poll(): Promise<EventDocument[] | undefined> {
    const step = await this.#tail.next();
    switch (step.kind) {
      case "opened":
        this.#modified = step.modified;
        this.#lastData = this.#options.now();
        this.#isSettled = false;
        this.#open(step.from);
        return [];
      case "block":
        this.#bytes += step.bytes.length;
        this.#lastData = this.#options.now();
        this.#isSettled = false;
        return this.#take(step.bytes);
      case "ended":
        return this.#end();
      case "waiting": {
        return this.#options.now() - this.#lastData < SETTLE_MS ? undefined : this.#settle();
      }
    }
  }

  /** Undefined before anything was read. */
  get position(): FollowPosition | undefined {
    if (!this.#reading || !this.#position) return this.#position;
    const { format, cutter, sink } = this.#reading;
    const { identity } = this.#tail.position;
    return { identity, ...cutter.next, generation: this.#position.generation, format: format.name, held: sink.held() };
  }

  close(): Promise<void> {
    return this.#tail.close();
  }

  /** A file is open: the one that an earlier run was in the middle of, or another. */
  #open(from: number): void {
    const known = this.#position;
    const goesOn = known !== undefined && from > 0 && known.offset === from && !this.#reading;
    const generation = known === undefined ? 0 : known.generation + (goesOn ? 0 : 1);
    const base = { ...this.#tail.position, offset: from, line: 1, generation, format: null, held: null };
    this.#position = goesOn ? known : base;
    this.#reading = undefined;
    this.#unknown = Buffer.alloc(0);
    const format = this.#options.format ?? (goesOn ? FORMATS.find(({ name }) => name === known.format) : undefined);
    if (format) this.#begin(format, this.#position);
  }

  #begin(format: Format, from: FollowPosition): void {
    const { limits, problems } = this.#options;
    const stream = { input: this.#input, member: from.generation, file: this.path, modified: this.#modified };
    const sink = format.lines?.({ stream, limits, problems });
    if (!sink) throw new NotFollowable(`${this.path} is ${format.title}, which is not written line by line`);
    if (from.format === format.name) sink.restore(from.held);
    this.#reading = { format, sink, cutter: new LineCutter(sink, limits.maxRecordBytes, from) };
  }

  #take(bytes: Buffer): EventDocument[] {
    if (this.#reading) return this.#feed(bytes);
    this.#unknown = Buffer.concat([this.#unknown, bytes]);
    const format = this.#sniff(this.#unknown);
    if (!format || !this.#position) return [];
    this.#begin(format, this.#position);
    const head = this.#unknown;
    this.#unknown = Buffer.alloc(0);
    return this.#feed(head);
  }

  /** Undefined where more must be seen: a beginning without a whole line says nothing. */
  #sniff(bytes: Buffer): Format | undefined {
    const head = bytes.subarray(0, SNIFF_BYTES);
    const container = CONTAINERS.find((each) => each.sniff(head));
    if (container) throw new NotFollowable(`${this.path} is an archive or compressed, which does not grow line by line`);
    if (!head.includes(0x0a) && head.length < SNIFF_BYTES) return undefined;
    const format = FORMATS.find((each) => each.sniff(head, this.path));
    if (!format && bytes.length >= SNIFF_BYTES) throw new NotFollowable(`${this.path} is in no format that can be read`);
    return format;
  }

  /** Nothing came for a while. */
  #settle(): EventDocument[] | undefined {
    if (this.#unknown.length > 0 && !this.#toldUnknown) {
      this.#toldUnknown = true;
      const message = "what the file holds so far is in no format that can be read; it is looked at again as it grows";
      this.#options.problems.report("T7003", "warning", () => ({ message, file: this.path, hint: "say which it is with --format" }));
    }
    this.#isSettled = true;
    this.#reading?.sink.end?.();
    const settled = this.#reading?.sink.take() ?? [];
    return settled.length > 0 ? settled : undefined;
  }

  #feed(bytes: Buffer): EventDocument[] {
    const records: EventDocument[] = [];
    if (!this.#reading) return records;
    const { cutter, sink } = this.#reading;
    for (let from = 0; from < bytes.length; ) {
      from = cutter.feed(bytes, from);
      records.push(...sink.take());
    }
    return records;
  }

  /** The open file will not grow any more. */
  #end(): EventDocument[] {
    const reading = this.#reading;
    this.#reading = undefined;
    const format = reading?.format.name ?? null;
    if (this.#position) this.#position = { ...this.#position, ...this.#tail.position, line: 1, format, held: null };
    if (!reading) return [];
    reading.cutter.end();
    reading.sink.end?.();
    return reading.sink.take();
  }
}
