import { type EventDocument, ORIGINAL } from "../../src/event/origin.ts";
import { createNormaliser } from "../../src/integrations/normaliser.ts";
import { compare, type Comparison } from "./compare.ts";
import type { PairSource } from "./pair.ts";

/** One source of pairs, judged. */
export interface Measurement {
  readonly name: string;
  readonly equal: number;
  readonly missing: number;
  readonly different: number;
  readonly extra: number;
  /** Equal fields of expected ones, in percent. */
  readonly percent: number;
  readonly pairs: readonly { readonly name: string; readonly comparison: Comparison }[];
}

export function measure({ name, load }: PairSource, folder: string): Measurement {
  const pairs = load(folder).map((pair) => {
    const [actual = {}] = normalise(pair.records.map(copy));
    return { name: pair.name, comparison: compare(pair.expected, actual, pair.kept) };
  });
  const count = (key: keyof Comparison): number => pairs.reduce((sum, { comparison }) => sum + comparison[key].length, 0);
  const [equal, missing, different, extra] = [count("equal"), count("missing"), count("different"), count("extra")];
  return { name, equal, missing, different, extra, percent: (100 * equal) / Math.max(1, equal + missing + different), pairs };
}

/** A record may be used up by its integration. Its original text is no field, and so not cloned by itself. */
function copy(record: EventDocument): EventDocument {
  const { [ORIGINAL]: original } = record;
  return { ...structuredClone(record), ...(original !== undefined && { [ORIGINAL]: original }) };
}

function normalise(records: readonly EventDocument[]): EventDocument[] {
  const events: EventDocument[] = [];
  const normaliser = createNormaliser({ unmapped: () => undefined, other: () => undefined });
  for (const record of records) normaliser.add(record, events);
  return events;
}
