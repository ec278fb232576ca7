import { formatTime, parseTime } from "../event/time.ts";

const DAY = 86_400_000;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * The time of a syslog header as ISO text. `May  1 10:00:00` has neither year nor zone: it is read as UTC, in the last
 * year in which it is not more than a day after `writtenBefore`; without that it is no time.
 */
export function syslogTime(text: string | undefined, writtenBefore: number | undefined): string | undefined {
  if (text === undefined) return undefined;
  const month = MONTHS.indexOf(text.slice(0, 3));
  if (month === -1) {
    const time = parseTime(text);
    return time === undefined ? undefined : formatTime(time);
  }
  const words = text.split(" ").filter((word) => word !== "");
  const day = Number(words[1]);
  const clock = (words.at(-1) ?? "").split(":").map(Number);
  const at = (year: number): number => Date.UTC(year, month, day, clock[0], clock[1], clock[2]);
  if (words.length === 4) return formatTime(at(Number(words[2])));
  if (writtenBefore === undefined || !Number.isFinite(at(2000))) return undefined;
  const year = new Date(writtenBefore).getUTCFullYear();
  const time = [year + 1, year, year - 1].map(at).find((each) => each <= writtenBefore + DAY);
  return time === undefined ? undefined : formatTime(time);
}
