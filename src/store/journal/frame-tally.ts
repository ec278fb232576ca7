import { indexOf } from "../../event/index-name.ts";
import { compilePath } from "../../event/path.ts";
import type { JsonObject } from "../../event/json.ts";
import { parseTime } from "../../event/time.ts";
import { MOST_HOSTS } from "../blocks.ts";

/** What is told of one event, for the index over the journal and the account of sources. */
export interface EventSummary {
  /** The index that rules see; empty where it has none. */
  readonly index: string;
  /** `@timestamp`, epoch milliseconds; null where there is none that can be read. */
  readonly time: number | null;
  /** `host.name` */
  readonly hosts: readonly string[];
  /** It has nothing of what arrival adds to it: an id, an index, the time of arrival. */
  readonly isBare: boolean;
}

/** What a frame holds. Plain JSON: it is written at the frame's head. */
export interface FrameSummary {
  readonly earliest: number | null;
  readonly latest: number | null;
  /** Each of its events is {@link EventSummary.isBare}. */
  readonly bare?: boolean;
  /** Null where there are too many to list. */
  readonly hosts: readonly string[] | null;
  readonly sources: readonly {
    readonly index: string;
    readonly events: number;
    readonly bytes: number;
    readonly lastEvent: number | null;
    readonly hosts: readonly string[];
  }[];
}

const readTimestamp = compilePath("@timestamp");
const readHost = compilePath("host.name");

/** @param index where it was sent, over what it says itself */
export function summaryOf(event: JsonObject, index: string | null): EventSummary {
  const [timestamp] = readTimestamp(event);
  return {
    index: indexOf(index === null ? event : { ...event, _index: index }) ?? "",
    time: timestamp === undefined ? null : (parseTime(timestamp) ?? null),
    hosts: readHost(event).map(String),
    isBare: false,
  };
}

interface SourceCount {
  events: number;
  bytes: number;
  lastEvent: number | null;
  readonly hosts: Set<string>;
}

/** Told of the events of a frame one by one. */
export class FrameTally {
  readonly #hosts = new Set<string>();
  readonly #sources = new Map<string, SourceCount>();
  #earliest: number | null = null;
  #latest: number | null = null;
  #bare = true;

  see({ index, time, hosts, isBare }: EventSummary, bytes: number): void {
    if (time !== null) {
      this.#earliest = Math.min(this.#earliest ?? time, time);
      this.#latest = Math.max(this.#latest ?? time, time);
    }
    this.#bare &&= isBare;
    const source = this.#source(index);
    source.events++;
    source.bytes += bytes;
    if (time !== null && (source.lastEvent === null || time > source.lastEvent)) source.lastEvent = time;
    for (const host of hosts) {
      if (this.#hosts.size <= MOST_HOSTS) this.#hosts.add(host);
      if (source.hosts.size < MOST_HOSTS) source.hosts.add(host);
    }
  }

  summary(): FrameSummary {
    const listed = this.#hosts.size <= MOST_HOSTS && ![...this.#hosts].some((host) => host.includes("\n"));
    return {
      earliest: this.#earliest,
      latest: this.#latest,
      bare: this.#bare,
      hosts: listed ? [...this.#hosts] : null,
      sources: Array.from(this.#sources, ([index, source]) => ({ index, ...source, hosts: [...source.hosts] })),
    };
  }

  #source(index: string): SourceCount {
    let source = this.#sources.get(index);
    if (!source) this.#sources.set(index, (source = { events: 0, bytes: 0, lastEvent: null, hosts: new Set() }));
    return source;
  }
}
