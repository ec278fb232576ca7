import type { Block } from "../../store/blocks.ts";
import { eventOf } from "../../store/event-document.ts";
import { type FrameSummary, FrameTally, summaryOf } from "../../store/journal/frame-tally.ts";
import type { PlacedFrame } from "../../store/journal/reader.ts";
import type { NewTally } from "../../store/sources.ts";

/** What a frame holds, for the index over the journal and the account of sources. */
export interface FrameAccount {
  readonly block: Block;
  readonly sources: readonly NewTally[];
}

/** Events without a readable time are found by when they arrived. */
export function accountOf(frame: PlacedFrame, storeId: string): FrameAccount {
  const { firstSequence, records, segment, offset, bytes, received, source } = frame;
  const { earliest, latest, hosts, sources } = frame.summary ?? summarise(frame, storeId);
  return {
    block: { firstSequence, records, segment, offset, bytes, received, earliest: earliest ?? received, latest: latest ?? received, hosts },
    sources: sources.map((tally) => ({ ...tally, client: source.client, firstReceived: received, lastReceived: received })),
  };
}

/** Of frames that were written without one. */
function summarise(frame: PlacedFrame, storeId: string): FrameSummary {
  const tally = new FrameTally();
  for (const record of frame.entries) tally.see(summaryOf(eventOf(record, frame, storeId), record.index), record.bytes);
  return tally.summary();
}
