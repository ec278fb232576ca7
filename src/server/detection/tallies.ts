import type { EventDocument } from "../../event/origin.ts";
import { indexOf } from "../../event/index-name.ts";
import { compilePath } from "../../event/path.ts";
import { parseTime } from "../../event/time.ts";
import { type Block, MOST_HOSTS } from "../../store/blocks.ts";
import type { PlacedFrame } from "../../store/journal/reader.ts";
import type { NewTally } from "../../store/sources.ts";

const readTimestamp = compilePath("@timestamp");
const readHost = compilePath("host.name");

/** What a frame holds, for the index over the journal and the account of sources by the index that rules see; told of its events one by one. */
export class FrameTally {
  readonly #frame: PlacedFrame;
  readonly #hosts = new Set<string>();
  readonly #sources = new Map<string, { events: number; bytes: number; lastEvent: number | null; hosts: Set<string> }>();
  #earliest: number | null = null;
  #latest: number | null = null;

  constructor(frame: PlacedFrame) {
    this.#frame = frame;
  }

  see(event: EventDocument, bytes: number): void {
    const [timestamp] = readTimestamp(event);
    const time = timestamp === undefined ? null : (parseTime(timestamp) ?? null);
    if (time !== null) {
      this.#earliest = Math.min(this.#earliest ?? time, time);
      this.#latest = Math.max(this.#latest ?? time, time);
    }
    const index = indexOf(event) ?? "";
    const source = this.#sources.get(index) ?? { events: 0, bytes: 0, lastEvent: null, hosts: new Set<string>() };
    source.events++;
    for (const host of readHost(event)) {
      if (this.#hosts.size <= MOST_HOSTS) this.#hosts.add(String(host));
      if (source.hosts.size < MOST_HOSTS) source.hosts.add(String(host));
    }
    source.bytes += bytes;
    if (time !== null && (source.lastEvent === null || time > source.lastEvent)) source.lastEvent = time;
    this.#sources.set(index, source);
  }

  /** Events without a readable time are found by when they arrived. */
  block(): Block {
    const { firstSequence, records, segment, offset, bytes, received } = this.#frame;
    const listed = this.#hosts.size <= MOST_HOSTS && ![...this.#hosts].some((host) => host.includes("\n"));
    return {
      firstSequence,
      records,
      segment,
      offset,
      bytes,
      received,
      earliest: this.#earliest ?? received,
      latest: this.#latest ?? received,
      hosts: listed ? [...this.#hosts] : null,
    };
  }

  sources(): readonly NewTally[] {
    const { source, received } = this.#frame;
    return [...this.#sources].map(([index, tally]) => ({
      ...tally,
      hosts: [...tally.hosts],
      index,
      client: source.client,
      firstReceived: received,
      lastReceived: received,
    }));
  }
}
