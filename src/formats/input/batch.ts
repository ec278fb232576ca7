import type { LineBlock } from "../../event/line-block.ts";
import type { EventDocument } from "../../event/origin.ts";

/** Events, or lines of events where they are asked for. */
export type Batch = EventDocument[] | LineBlock;
