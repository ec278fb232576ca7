import {
  contentFingerprint,
  type DocumentIds,
  type Fingerprint,
  idFingerprint,
  type KnownDocument,
} from "../../store/journal/document-ids.ts";

/** A document that may have come with an id of its own. */
export interface SentDocument {
  readonly index: string;
  readonly id: string | null;
  /** It must not be there yet (`create`, `op_type=create`). */
  readonly isCreate: boolean;
  /** Its text as it came. */
  readonly json: Buffer;
}

/** What becomes of a document with an id. */
export interface Verdict {
  /**
   * `new`: nothing came with this id lately. `changed`: something did that said something else. Both are kept.
   * `repeated`: the same came before, and is kept already. `conflict`: it must not be there, and is.
   */
  readonly kind: "new" | "changed" | "repeated" | "conflict";
  /** As Elasticsearch counts them; of a conflict, that of the document that is there. */
  readonly version: number;
}

/** The documents of one request, judged. Until it is closed, others with one of their ids wait. */
export interface Judged {
  /** In the order of the documents; undefined: it has no id. */
  readonly verdicts: readonly (Verdict | undefined)[];
  /**
   * @param sequences of the documents that are on disk now, in the same order; undefined: not kept now
   * @returns the same, and those of documents that were there before
   */
  close(sequences: readonly (number | undefined)[]): readonly (number | undefined)[];
}

interface Entry {
  readonly key: Fingerprint;
  readonly content: Fingerprint;
  readonly verdict: Verdict;
}

/** Tells what was sent before from what is new, by id: a request that a shipper sends again doubles no event. */
export class Admission {
  readonly #ids: DocumentIds;
  /** Ids whose documents are being written, and when that is over. */
  readonly #writing = new Map<Fingerprint, Promise<void>>();

  constructor(ids: DocumentIds) {
    this.#ids = ids;
  }

  /** Sequence number of the latest document that came with an id, as far as it is remembered. */
  sequenceOf(index: string, id: string): number | undefined {
    return this.#ids.find(idFingerprint(index, id))?.sequence;
  }

  /** Whoever judges must close it, whatever comes of writing. */
  async judge(documents: readonly SentDocument[]): Promise<Judged> {
    if (documents.every(({ id }) => id === null)) return NOTHING_NAMED;
    const keys = documents.map(({ index, id }) => (id === null ? undefined : idFingerprint(index, id)));
    await this.#untilWritten(keys);
    const mine = new Map<Fingerprint, Entry>();
    const entries = documents.map(({ isCreate, json }, i): Entry | undefined => {
      const key = keys[i];
      if (key === undefined) return undefined;
      const content = contentFingerprint(json);
      const before = mine.get(key);
      const known = before ? { version: before.verdict.version, content: before.content } : this.#ids.find(key);
      const entry = { key, content, verdict: verdictOn(isCreate, content, known) };
      if (entry.verdict.kind !== "conflict") mine.set(key, entry);
      return entry;
    });
    const over = Promise.withResolvers<void>();
    for (const key of mine.keys()) this.#writing.set(key, over.promise);
    return {
      verdicts: entries.map((entry) => entry?.verdict),
      close: (sequences) => {
        const kept = entries.map((entry, i) => (entry ? this.#remember(entry, sequences[i]) : sequences[i]));
        for (const key of mine.keys()) this.#writing.delete(key);
        over.resolve();
        return kept;
      },
    };
  }

  async #untilWritten(keys: readonly (Fingerprint | undefined)[]): Promise<void> {
    for (;;) {
      const others = new Set(keys.flatMap((key) => (key === undefined ? [] : (this.#writing.get(key) ?? []))));
      if (others.size === 0) return;
      await Promise.all(others);
    }
  }

  #remember({ key, content, verdict: { kind, version } }: Entry, kept: number | undefined): number | undefined {
    // What was sent again in the same request is there only if the first of its kind is.
    const sequence = kept ?? (kind === "repeated" ? this.#ids.find(key)?.sequence : undefined);
    if (sequence !== undefined) this.#ids.remember(key, { content, version, sequence });
    return sequence;
  }
}

const NOTHING_NAMED: Judged = { verdicts: [], close: (sequences) => sequences };

function verdictOn(isCreate: boolean, content: Fingerprint, known: Omit<KnownDocument, "sequence"> | undefined): Verdict {
  if (!known) return { kind: "new", version: 1 };
  const { version } = known;
  if (isCreate) return { kind: "conflict", version };
  return { kind: known.content === content ? "repeated" : "changed", version: version + 1 };
}
