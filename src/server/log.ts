import type { ServiceLog } from "./service.ts";

/** Keys whose values never reach a log. */
const SECRET = /password|secret|token|authorization|cookie|api_?key/i;

/** Structured logs: one JSON object a line, or for people at a terminal a plain line. */
export function createLog(
  write: (text: string) => void,
  options: { readonly isForPeople: boolean; readonly now?: () => Date },
): ServiceLog {
  const { isForPeople, now = () => new Date() } = options;
  return (level, message, details = {}) => {
    const time = now().toISOString();
    const shown = Object.fromEntries(Object.entries(details).map(([key, value]) => [key, SECRET.test(key) ? "…" : (value as unknown)]));
    if (isForPeople) {
      const rest = Object.keys(shown).length > 0 ? ` ${JSON.stringify(shown)}` : "";
      write(`${time.slice(11, 19)} ${level.padEnd(5)} ${message}${rest}\n`);
    } else write(`${JSON.stringify({ time, level, message, ...shown })}\n`);
  };
}
