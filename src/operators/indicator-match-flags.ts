/** A byte for each ordinal, 0 where none was set. */
export interface Flags {
  get(ordinal: number): number;
  set(ordinal: number, flags: number): void;
  /** Back to 0, all of them. */
  clear(): void;
}

export function createFlags(): Flags {
  let bytes = new Uint8Array(64);
  return {
    get: (ordinal) => bytes[ordinal] ?? 0,
    set: (ordinal, flags) => {
      if (ordinal >= bytes.length) {
        const grown = new Uint8Array(Math.max(ordinal + 1, bytes.length * 2));
        grown.set(bytes);
        bytes = grown;
      }
      bytes[ordinal] = flags;
    },
    clear: () => void bytes.fill(0),
  };
}
