import { diagnostic } from "../diagnostics/index.ts";
import { parseDuration } from "../event/date-math.ts";
import { parseTime } from "../event/time.ts";
import type { FlagName, Settings } from "./flags.ts";
import { CommandError, usageError } from "./usage-error.ts";

/** Readers of {@link Settings} that check as they read. A fault ends the command with exit code 2. */

export function listSetting(settings: Settings, name: FlagName): readonly string[] {
  const value = settings[name];
  if (value === undefined || typeof value === "boolean") return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

export function textSetting(settings: Settings, name: FlagName): string | undefined {
  const value = settings[name];
  return value === undefined || typeof value === "boolean" ? undefined : String(value);
}

export const switchSetting = (settings: Settings, name: FlagName): boolean => settings[name] === true;

export function timeSetting(settings: Settings, name: FlagName): number | undefined {
  const text = textSetting(settings, name);
  if (text === undefined) return undefined;
  const time = parseTime(text);
  if (time === undefined) throw wrongTime(name, text, "write a time such as 2024-05-01 or 2024-05-01T10:00:00Z");
  return time;
}

export function durationSetting(settings: Settings, name: FlagName): number | undefined {
  const text = textSetting(settings, name);
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (duration === undefined) throw wrongTime(name, text, "write a number and a unit: 500ms, 90s, 5m, 1h, 1d");
  return duration;
}

export function countSetting(settings: Settings, name: FlagName): number | undefined {
  const text = textSetting(settings, name);
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || text.trim() === "") throw usageError(`--${name} takes a whole number, not \`${text}\``);
  return count;
}

/** A count of at least one. */
export function positiveSetting(settings: Settings, name: FlagName, taken = "a number from 1"): number | undefined {
  const count = countSetting(settings, name);
  if (count === 0) throw usageError(`--${name} takes ${taken}`);
  return count;
}

const BYTES: Readonly<Record<string, number>> = { b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40 };

export function bytesSetting(settings: Settings, name: FlagName): number | undefined {
  const text = textSetting(settings, name);
  if (text === undefined) return undefined;
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text) ?? [];
  const factor = BYTES[unit.toLowerCase()];
  if (factor === undefined) throw wrongTime(name, text, "write a number and a unit: 500mb, 50gb, 1tb");
  return Number(number) * factor;
}

/** `--max-signals N|none`; undefined leaves each rule its own. */
export function maxSignalsSetting(settings: Settings): number | undefined {
  if (textSetting(settings, "max-signals") === "none") return Number.POSITIVE_INFINITY;
  return positiveSetting(settings, "max-signals", "a number from 1, or `none`");
}

const wrongTime = (name: string, text: string, hint: string): CommandError =>
  new CommandError([diagnostic("T8007", `--${name} cannot be read: \`${text}\``, { hint })]);
