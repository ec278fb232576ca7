import { hash } from "node:crypto";

/** 64 bits of a SHA-256, as 16 hexadecimal digits. */
export type Fingerprint = string;

const FINGERPRINT_DIGITS = 16;

/** What a document is known by: the index that it was sent to, and its id. */
export const idFingerprint = (index: string, id: string): Fingerprint => fingerprint(`${index}\n${id}`);
/** What a document says. */
export const contentFingerprint = (json: Buffer): Fingerprint => fingerprint(json);

const fingerprint = (data: string | Buffer): Fingerprint => hash("sha256", data, "hex").slice(0, FINGERPRINT_DIGITS);

/** A document that came with an id. */
export interface KnownDocument {
  readonly content: Fingerprint;
  /** 1, and one more with each time it was sent again. */
  readonly version: number;
  /** Sequence number of the latest that is in the journal. */
  readonly sequence: number;
}

/** Ids that are remembered at the least; at the most it is twice as many. A power of two. */
const IDS_KEPT: number = 2 ** 18;

/**
 * Documents that came with an id of their own, by its fingerprint: at least the last {@link IDS_KEPT} of them. They are
 * kept in two generations: when the young one is full, the old one is forgotten. About 30 MB when full, nothing while
 * nobody sends ids.
 */
export class DocumentIds {
  /** Documents that are remembered at the least. */
  readonly kept: number;
  #young: Generation;
  #old: Generation | undefined;

  constructor(kept: number = IDS_KEPT) {
    this.kept = kept;
    this.#young = new Generation(kept);
  }

  find(id: Fingerprint): KnownDocument | undefined {
    return this.#young.find(id) ?? this.#old?.find(id);
  }

  remember(id: Fingerprint, document: KnownDocument): void {
    if (this.#young.set(id, document)) return;
    this.#old = this.#young;
    this.#young = new Generation(this.kept);
    this.#young.set(id, document);
  }
}

/** 32-bit words of an entry: its id, its content, its version. */
const WORDS = 5;
const VERSION = 4;

/** A table by open addressing that only grows; its memory is taken with the first entry. */
class Generation {
  readonly #most: number;
  readonly #mask: number;
  #words = new Uint32Array(0);
  #sequences = new Float64Array(0);
  #size = 0;

  constructor(most: number) {
    this.#most = most;
    this.#mask = 2 * most - 1;
  }

  find(id: Fingerprint): KnownDocument | undefined {
    if (this.#size === 0) return undefined;
    const slot = this.#slotOf(high(id), low(id));
    const at = slot * WORDS;
    const version = this.#words[at + VERSION] ?? 0;
    if (version === 0) return undefined;
    return { content: digits(this.#words[at + 2]) + digits(this.#words[at + 3]), version, sequence: this.#sequences[slot] ?? 0 };
  }

  /** False: it is full, and this one is not in it. */
  set(id: Fingerprint, { content, version, sequence }: KnownDocument): boolean {
    if (this.#words.length === 0) {
      this.#words = new Uint32Array((this.#mask + 1) * WORDS);
      this.#sequences = new Float64Array(this.#mask + 1);
    }
    const slot = this.#slotOf(high(id), low(id));
    const at = slot * WORDS;
    const isNew = this.#words[at + VERSION] === 0;
    if (isNew && this.#size >= this.#most) return false;
    if (isNew) this.#size++;
    this.#words.set([high(id), low(id), high(content), low(content), version], at);
    this.#sequences[slot] = sequence;
    return true;
  }

  /** Where it is, or would be: at most half of the slots are taken. */
  #slotOf(high: number, low: number): number {
    for (let slot = low & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * WORDS;
      if (this.#words[at + VERSION] === 0 || (this.#words[at] === high && this.#words[at + 1] === low)) return slot;
    }
  }
}

const high = (id: Fingerprint): number => Number.parseInt(id.slice(0, 8), 16);
const low = (id: Fingerprint): number => Number.parseInt(id.slice(8), 16);
const digits = (word = 0): string => word.toString(16).padStart(8, "0");
