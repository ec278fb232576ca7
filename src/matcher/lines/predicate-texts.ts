import type { Predicate } from "../../plan/predicate.ts";

/** Many predicates as JSON, one behind the other, in memory that threads share. */
export interface PredicateTexts {
  readonly bytes: SharedArrayBuffer;
  /** By predicate: where its text ends. */
  readonly ends: Int32Array;
}

export function writePredicates(predicates: readonly Predicate[]): PredicateTexts {
  const texts = predicates.map((predicate) => Buffer.from(JSON.stringify(predicate)));
  const ends = new Int32Array(texts.length);
  const bytes = new SharedArrayBuffer(texts.reduce((sum, { length }) => sum + length, 0));
  const all = new Uint8Array(bytes);
  let end = 0;
  texts.forEach((text, i) => {
    all.set(text, end);
    end += text.length;
    ends[i] = end;
  });
  return { bytes, ends };
}

export function readPredicate({ bytes, ends }: PredicateTexts, number: number): Predicate {
  const start = number === 0 ? 0 : (ends[number - 1] as number);
  return JSON.parse(Buffer.from(bytes).toString("utf8", start, ends[number])) as Predicate;
}
