import { evaluateDateMath } from "../../event/date-math.ts";
import { formatTime } from "../../event/time.ts";

const DEFAULT_FORMAT = "yyyy.MM.dd";
/** Where the letters of a format stand in an ISO date. */
const PARTS: readonly (readonly [letters: RegExp, start: number, end: number])[] = [
  [/yyyy|uuuu/g, 0, 4],
  [/MM/g, 5, 7],
  [/dd/g, 8, 10],
  [/HH/g, 11, 13],
  [/mm/g, 14, 16],
  [/ss/g, 17, 19],
];

/**
 * Elasticsearch's date math in names of indices: `<logstash-{now/d{yyyy.MM.dd}}-000001>`, in UTC. Other names, and what
 * cannot be read, are given back as they are: they are no valid names then.
 * @param now epoch milliseconds
 */
export function dateIndex(name: string, now: number): string {
  if (!name.startsWith("<") || !name.endsWith(">")) return name;
  let isReadable = true;
  const resolved = name
    .slice(1, -1)
    .replace(/\{([^{}]+)(?:\{([^{}|]*)(?:\|([^{}]*))?\})?\}/g, (_, math: string, format: string, zone: string) => {
      const time = evaluateDateMath(math, now, false);
      const text = time === undefined || (zone !== undefined && zone !== "UTC") ? undefined : formatted(time, format ?? DEFAULT_FORMAT);
      isReadable &&= text !== undefined;
      return text ?? "";
    });
  return isReadable ? resolved : name;
}

function formatted(time: number, format: string): string | undefined {
  const iso = formatTime(time);
  const text = PARTS.reduce((rest, [letters, start, end]) => rest.replaceAll(letters, iso.slice(start, end)), format);
  return /[A-Za-z]/.test(text) ? undefined : text;
}
