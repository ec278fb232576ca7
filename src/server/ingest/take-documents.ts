import type { FrameSource, NewRecord } from "../../store/journal/frame.ts";
import type { Service } from "../service.ts";
import type { Verdict } from "./admission.ts";
import type { DocumentFault, ReadDocument } from "./document.ts";

/** A document without faults of its own. */
export interface OfferedDocument extends ReadDocument {
  readonly index: string;
  readonly id: string | null;
  /** It must not be there yet. */
  readonly isCreate: boolean;
}

/** What became of one. */
export interface Taken {
  /** Where it is kept; undefined: it is not, for there was one with its id, or it holds no event. */
  readonly sequence: number | undefined;
  /** Undefined: it has no id. */
  readonly verdict: Verdict | undefined;
}

/** Journals documents, but for those that are there already. Resolves when all is on disk, with what became of each, in order. */
export async function takeDocuments(offered: readonly OfferedDocument[], service: Service, source: FrameSource): Promise<readonly Taken[]> {
  const judged = await service.admission.judge(offered);
  const { verdicts } = judged;
  const sequences: (number | undefined)[] = offered.map(() => undefined);
  let kept: readonly (number | undefined)[] = sequences;
  try {
    const records: NewRecord[] = [];
    for (const [i, document] of offered.entries()) {
      const kind = verdicts[i]?.kind;
      if (kind === "repeated" || kind === "conflict") {
        service.counters.repeated++;
        continue;
      }
      const made = service.intake.recordsOf(document);
      if (made.length > 0) sequences[i] = records.length;
      for (const record of made) records.push(record);
    }
    const first = records.length > 0 ? await service.append(records, source) : 0;
    for (const [i, offset] of sequences.entries()) if (offset !== undefined) sequences[i] = first + offset;
  } catch (error) {
    sequences.fill(undefined);
    throw error;
  } finally {
    kept = judged.close(sequences);
  }
  return kept.map((sequence, i) => ({ sequence, verdict: verdicts[i] }));
}

/** Elasticsearch's words for an id that is taken. */
export const conflictFault = (id: string, { version }: Verdict): DocumentFault => ({
  status: 409,
  type: "version_conflict_engine_exception",
  reason: `[${id}]: version conflict, document already exists (current version [${version}])`,
});
