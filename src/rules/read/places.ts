import type { Span } from "../../diagnostics/index.ts";

/** Where one part of a rule stands in its file. */
export interface Place {
  /** The key's name; absent for list entries and for the outermost value. */
  readonly key?: Span;
  readonly value: Span;
  /**
   * Of a text: where its characters stand, in the terms of `embedSource`. `decoded` is the text without quotes and
   * escapes.
   */
  readonly offsets?: (decoded: string) => number | readonly number[];
}

/**
 * The places of a rule's parts by dotted path. Paths are the same in every format and begin with `rule`, `metadata` or
 * `transform`: `rule.threat.0.tactic.id`.
 */
export type Places = ReadonlyMap<string, Place>;

/** Places take reading the text once more: when one is first asked for, since most texts have no fault to point at. */
export function once(find: () => Places): () => Places {
  let places: Places | undefined;
  return () => (places ??= find());
}

export const joinPath = (base: string, key: string | number): string => (base === "" ? String(key) : `${base}.${key}`);
