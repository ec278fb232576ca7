import type { SharedBlock } from "./shared-block.ts";

/** The word of a block's memory that threads claim it by: its number while it is free. */
const CLAIMED = 0;

/** The block is nobody's yet. */
export const offer = ({ owner, number }: SharedBlock): void => void Atomics.store(new Int32Array(owner), 0, number);

/** Takes a block for the calling thread; false where another has it, or had it long ago. */
export const claim = ({ owner, number }: SharedBlock): boolean =>
  Atomics.compareExchange(new Int32Array(owner), 0, number, CLAIMED) === number;
