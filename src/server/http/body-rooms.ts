/** Longer bodies have memory of their own. */
const MOST_LENGTH = 2 * 1024 * 1024;
/** Bytes that are kept for bodies to come. */
const MOST_KEPT = 16 * 1024 * 1024;
/** Rooms are made so much larger than their first body at the most. */
const STEP = 256 * 1024;

/** Memory for bodies that is used again: thrown away, each would have the collector go over the whole heap. */
export class BodyRooms {
  readonly #free: Buffer[] = [];
  #kept = 0;

  /** Puts chunks together. The bytes are valid until `release`, which is called once. */
  join(chunks: readonly Buffer[], length: number): { readonly bytes: Buffer; readonly release: () => void } {
    if (length > MOST_LENGTH) return { bytes: Buffer.concat(chunks, length), release: () => undefined };
    const room = this.#take(length);
    let at = 0;
    for (const chunk of chunks) at += chunk.copy(room, at);
    return { bytes: room.subarray(0, length), release: () => this.#give(room) };
  }

  #take(length: number): Buffer {
    const place = this.#free.findIndex((room) => room.length >= length);
    const [room] = place < 0 ? [] : this.#free.splice(place, 1);
    if (!room) return Buffer.allocUnsafeSlow(STEP * Math.ceil(length / STEP));
    this.#kept -= room.length;
    return room;
  }

  #give(room: Buffer): void {
    if (this.#kept + room.length > MOST_KEPT) return;
    this.#kept += room.length;
    this.#free.push(room);
  }
}
