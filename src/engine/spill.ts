/**
 * Where the engine puts bytes that no longer fit its memory bound. The engine does no IO: the caller hands one in (the
 * toolkit's is an unlinked temporary file); without one everything stays in memory.
 */
export interface SpillStore {
  /** Appends and returns the offset the bytes can be read from. The array is the caller's again afterwards. */
  append(bytes: Uint8Array): number;
  /** What was appended; the array may be used again by the next `read`. */
  read(offset: number, length: number): Uint8Array;
  close(): void;
}
