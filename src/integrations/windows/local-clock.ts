import { formatTime, parseTime } from "../../event/time.ts";
import type { Memory } from "../memory.ts";
import type { WindowsDocument } from "./document.ts";

interface Remembering {
  memory(name: string, limit: number): Memory;
}

/** The one clock: that of the machine that exported the events, in whose time all of them are printed. */
const KEY = "distance";

const QUARTER_HOUR = 15 * 60_000;

/**
 * Mends times that an export printed by a local clock as if it were UTC's (`WindowsEvent.isLocalTime`). Sysmon's events
 * tell their time in UTC besides: what lies between the two is kept and added to the events of other logs that follow.
 * Those before the first event of Sysmon keep the time they came with.
 * @param printed the time that the export printed, ISO text
 */
export function mendLocalTime({ get, set }: WindowsDocument, printed: string | undefined, session: Remembering): void {
  const memory = session.memory("windows export clock", 1);
  const [shown, current] = [timeOf(printed), timeOf(get("@timestamp"))];
  if (shown === undefined || current === undefined) return;
  if (current !== shown) {
    memory.set(KEY, Math.round((current - shown) / QUARTER_HOUR) * QUARTER_HOUR);
    return;
  }
  const distance = memory.get(KEY);
  if (typeof distance === "number") set("@timestamp", formatTime(shown + distance));
}

const timeOf = (value: unknown): number | undefined => (typeof value === "string" ? parseTime(value) : undefined);
