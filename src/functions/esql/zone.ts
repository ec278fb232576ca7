import { timeZoneOf, type TimeZone } from "../../event/time-zone.ts";
import type { EsqlValue } from "./value.ts";

/** The option that `SET time_zone` gives to each call of a function that is `zoned`. */
export const ZONE_OPTION = "time_zone";

/** The zone that a call is in; undefined: UTC. */
export function zoneOf(options: Readonly<Record<string, EsqlValue>> | undefined): TimeZone | undefined {
  const name = options?.[ZONE_OPTION];
  return typeof name === "string" ? timeZoneOf(name) : undefined;
}

/** The instant of a local time; of one that comes twice the one with this offset. */
export function toInstant(zone: TimeZone, local: number, offset: number): number {
  const same = local - offset;
  return zone.offsetAt(same) === offset ? same : zone.toUtc(local);
}

/** `+02:00`, or `Z` for none: the offset from UTC as ISO 8601 has it. */
export function offsetText(offset: number, separator = ":", zero = "Z"): string {
  if (offset === 0) return zero;
  const seconds = Math.abs(offset) / 1000;
  const parts = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60].map((part) => String(part).padStart(2, "0"));
  if (parts[2] === "00") parts.pop();
  return (offset < 0 ? "-" : "+") + parts.join(separator);
}
