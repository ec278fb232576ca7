import type { LineBlock } from "../../event/line-block.ts";
import type { EventDocument } from "../../event/origin.ts";

/** Events, or lines of events where they are asked for. No events: all blocks of lines before are to be done before the next batch. */
export type Batch = EventDocument[] | LineBlock;
