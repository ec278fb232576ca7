import type { Json } from "../../event/json.ts";
import { loadTime, saveTime } from "./saved-order.ts";

/** Live events further ahead of the clock than this are not believed. */
export const FUTURE_MS = 5 * 60_000;

/** What the loop knows of time, in epoch milliseconds. */
export class LoopClock {
  /** The time that the engine was last told; NaN before, and in a batch. */
  now = Number.NaN;
  /** Live: up to where every hit was run; NaN before. At least the wall clock minus lateness. */
  watermark = Number.NaN;
  /** The wall clock by which events of the future are told; NaN before it was told. */
  wall = Number.NaN;
  /** `@timestamp` of the earliest and the latest event; NaN before there was one. */
  first = Number.NaN;
  last = Number.NaN;

  /** Events later than this are not believed. */
  get ceiling(): number {
    return known(this.wall + FUTURE_MS) ?? Number.POSITIVE_INFINITY;
  }

  /** Notes the time of an event. */
  see(time: number): void {
    this.first = Number.isNaN(this.first) ? time : Math.min(this.first, time);
    this.last = Number.isNaN(this.last) ? time : Math.max(this.last, time);
  }

  save(): Json {
    return [saveTime(this.now), saveTime(this.first), saveTime(this.last), saveTime(this.watermark)];
  }

  restore(state: Json): void {
    const [now, first, last, watermark] = state as [number | null, number | null, number | null, number | null];
    this.now = loadTime(now);
    this.wall = this.now;
    this.first = loadTime(first);
    this.last = loadTime(last);
    this.watermark = loadTime(watermark);
  }
}

/** A time, or undefined where there is none. */
export const known = (time: number): number | undefined => (Number.isNaN(time) ? undefined : time);
