import { PROBE_BYTES, probeList } from "./list-probe.ts";
import type { RecordSink } from "./record-sink.ts";

const LF = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Between values; blanks of JSON, commas, the record separator of RFC 7464 and a byte order mark are passed over there. */
const GAP = new Set([0x20, 0x09, 0x0d, LF, COMMA, 0x1e, 0xef, 0xbb, 0xbf]);
const TOKEN_END = new Set([0x20, 0x09, 0x0d, LF, COMMA, CLOSE_LIST, CLOSE_OBJECT, OPEN_LIST, OPEN_OBJECT, QUOTE]);

/** What the next byte belongs to. `rest` is what stands between the end of a wrapped list and the end of its wrapper. */
type State = "gap" | "value" | "token" | "rest";

/**
 * Finds the bounds of records in JSON of any layout by counting brackets; what is between the bounds is judged by
 * JSON.parse. Lists at the top, and the lists of known wrappers, are opened: their items are the records.
 */
export class JsonCutter {
  readonly #sink: RecordSink;
  readonly #maxRecord: number;
  #state: State = "gap";
  /** Inside an opened list; `#wrapper` objects stand around it. */
  #inList = false;
  #wrapper = 0;
  /** Brackets open in the current value, and whether a text or an escape in one is open. */
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** 1-based line of the next byte, and of the current record's first. */
  #line = 1;
  #recordLine = 1;
  /** Parts of a record begun in earlier blocks, and their length; parts are dropped once it is too long. */
  #parts: Buffer[] = [];
  #held = 0;
  /** Where the current record begins: in the block (negative or 0 when it began earlier), and in the stream. */
  #start = 0;
  #recordOffset = 0;
  /** Offset of the current block's first byte in the stream. */
  #base = 0;
  #length = 0;
  /** A block's end that was too short to probe. */
  #unprobed: Buffer | undefined;
  #isLast = false;

  constructor(sink: RecordSink, maxRecord: number) {
    this.#sink = sink;
    this.#maxRecord = maxRecord;
  }

  /** Announces a block; gives back the bytes to feed, which begin with those that waited. */
  begin(block: Buffer): Buffer {
    const whole = this.#unprobed ? Buffer.concat([this.#unprobed, block]) : block;
    this.#unprobed = undefined;
    this.#base += this.#length;
    this.#length = whole.length;
    return whole;
  }

  /** Takes records from `from` on until the sink is full or the bytes are used up; returns where it stopped. */
  feed(block: Buffer, from: number): number {
    let at = from;
    while (at < block.length && !this.#sink.full()) {
      if (this.#state === "gap") at = this.#gap(block, at);
      else if (this.#state === "token") at = this.#token(block, at);
      else at = this.#nested(block, at);
    }
    if (at >= block.length && this.#state !== "gap" && this.#state !== "rest") this.#hold(block);
    return at;
  }

  /** The last block was fed: gives back the bytes that waited for more, to feed before {@link end}. */
  last(): Buffer {
    this.#isLast = true;
    return this.begin(Buffer.alloc(0));
  }

  /** The stream is over: tells what is missing at its end. */
  end(): void {
    if (this.#state === "token") this.#finish(Buffer.alloc(0), 0);
    if (this.#state === "value") this.#sink.cutOff(this.#recordLine, "a record");
    else if (this.#inList || this.#state === "rest") this.#sink.cutOff(this.#line, "a list");
  }

  /** Passes over what stands between values, opens and closes lists, and begins the next record. */
  #gap(block: Buffer, from: number): number {
    for (let at = from; at < block.length; at++) {
      const byte = block[at] as number;
      if (byte === LF) this.#line++;
      if (GAP.has(byte)) continue;
      if (byte === OPEN_LIST && !this.#inList) this.#inList = true;
      else if (byte === CLOSE_LIST && this.#inList) return this.#closeList(at);
      else return byte === OPEN_OBJECT && !this.#inList ? this.#openObject(block, at) : this.#beginRecord(byte, at);
    }
    return block.length;
  }

  #closeList(at: number): number {
    this.#inList = false;
    if (this.#wrapper > 0) {
      this.#state = "rest";
      this.#depth = this.#wrapper;
      this.#wrapper = 0;
    }
    return at + 1;
  }

  /** An object at the top is a record, or the wrapper of a list. */
  #openObject(block: Buffer, at: number): number {
    const head = block.toString("latin1", at, at + PROBE_BYTES);
    const probe = probeList(head);
    if (probe.verdict === "more" && head.length < PROBE_BYTES && !this.#isLast) {
      this.#unprobed = Buffer.from(block.subarray(at));
      this.#length = at;
      return block.length;
    }
    if (probe.verdict !== "list") return this.#beginRecord(OPEN_OBJECT, at);
    this.#inList = true;
    this.#wrapper = probe.depth;
    for (let i = 0; i < probe.at; i++) if (head.charCodeAt(i) === LF) this.#line++;
    return at + probe.at + 1;
  }

  #beginRecord(byte: number, at: number): number {
    this.#start = at;
    this.#recordOffset = this.#base + at;
    this.#recordLine = this.#line;
    this.#inText = byte === QUOTE;
    const opens = byte === OPEN_OBJECT || byte === OPEN_LIST;
    this.#depth = opens ? 1 : 0;
    this.#state = opens || this.#inText ? "value" : "token";
    return at + 1;
  }

  /** Runs to the end of an object, list or text, or of what remains of a wrapper. */
  #nested(block: Buffer, from: number): number {
    let at = from;
    while (at < block.length) {
      if (this.#inText) {
        at = this.#text(block, at);
        if (this.#inText || this.#depth > 0) continue;
        return this.#close(block, at);
      }
      at = this.#brackets(block, at);
      if (this.#depth === 0) return this.#close(block, at);
    }
    return at;
  }

  /** Runs to the end of a text; the place after its quote. */
  #text(block: Buffer, from: number): number {
    const end = block.length;
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (; at < end; at++) {
      const byte = block[at];
      if (byte === QUOTE) {
        this.#inText = false;
        return at + 1;
      }
      if (byte === BACKSLASH) {
        if (at + 1 === end) this.#escaped = true;
        at++;
      } else if (byte === LF) {
        this.#line++;
      }
    }
    return end;
  }

  /** Runs to the next text or the bracket that closes the value; the place after it. */
  #brackets(block: Buffer, from: number): number {
    let depth = this.#depth;
    let at = from;
    const end = block.length;
    while (at < end) {
      const byte = block[at++];
      if (byte === QUOTE) {
        this.#inText = true;
        break;
      }
      if (byte === LF) this.#line++;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --depth === 0) break;
    }
    this.#depth = depth;
    return at;
  }

  #close(block: Buffer, at: number): number {
    if (this.#state === "value") this.#finish(block, at);
    this.#state = "gap";
    return at;
  }

  /** Runs to the end of a number, name or anything that is no JSON. */
  #token(block: Buffer, from: number): number {
    for (let at = from; at < block.length; at++) {
      if (!TOKEN_END.has(block[at] as number)) continue;
      this.#finish(block, at);
      return at;
    }
    return block.length;
  }

  #finish(block: Buffer, end: number): void {
    const from = this.#held > 0 ? 0 : this.#start;
    const tooLong = this.#held + end - from > this.#maxRecord;
    if (tooLong) {
      this.#sink.tooLong(this.#recordLine);
    } else if (this.#held === 0) {
      this.#sink.add(block, from, end, this.#recordOffset, this.#recordLine, false);
    } else {
      const record = Buffer.concat([...this.#parts, block.subarray(0, end)]);
      this.#sink.add(record, 0, record.length, this.#recordOffset, this.#recordLine, false);
    }
    this.#parts = [];
    this.#held = 0;
    this.#state = "gap";
  }

  /** Copies what the block holds of the current record. */
  #hold(block: Buffer): void {
    const from = this.#held > 0 ? 0 : this.#start;
    this.#held += block.length - from;
    if (this.#held > this.#maxRecord) this.#parts = [];
    else this.#parts.push(Buffer.from(block.subarray(from)));
  }
}
