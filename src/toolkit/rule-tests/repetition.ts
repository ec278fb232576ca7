import type { Json, JsonObject } from "../../event/json.ts";
import { joinPath } from "../../rules/read/places.ts";
import { type CaseReader, written } from "./case-reader.ts";
import { spanOfTime } from "./case-time.ts";

/** An entry that stands for several events. */
export interface Repetition {
  readonly count: number;
  /** Milliseconds from one event to the next. */
  readonly every: number;
  /** Fields with a value for each event. */
  readonly each: readonly (readonly [name: string, values: readonly Json[]])[];
}

export const REPETITION_KEYS = ["repeat", "every", "each"] as const;

/** Most events that one entry may stand for. */
const MOST = 100_000;

/** `repeat: 5`, `repeat: 5 every 10s`, `every: 10s`, `each: { user.name: [ada, bob] }`. Without any of them: one event. */
export function readRepetition(reader: CaseReader, entry: JsonObject, path: string): Repetition {
  const each = readEach(reader, entry["each"], joinPath(path, "each"));
  const lengths = [...new Set(each.map(([, values]) => values.length))];
  if (lengths.length > 1)
    reader.fault("T1307", joinPath(path, "each"), `the lists of \`each\` are of different lengths: ${lengths.join(", ")}`);
  const [repeat, pause] = readRepeat(reader, entry["repeat"], joinPath(path, "repeat"));
  const [length] = lengths;
  if (repeat !== undefined && length !== undefined && repeat !== length) {
    const message = `there are ${repeat} events, but \`each\` has ${length} values`;
    reader.fault("T1307", joinPath(path, "repeat"), message, "leave `repeat` out: the lists of `each` say how many");
  }
  const every = readEvery(reader, entry["every"], joinPath(path, "every"));
  return { count: repeat ?? length ?? 1, every: every ?? pause ?? 0, each };
}

function readRepeat(reader: CaseReader, value: Json | undefined, path: string): readonly [count?: number, every?: number] {
  if (value === undefined) return [];
  const [, digits, span] = /^(\d+)(?:\s*(?:x|times))?(?:\s+every\s+(\S+))?$/.exec(written(value).trim()) ?? [];
  const count = Number(digits ?? 0);
  const every = span === undefined ? undefined : spanOfTime(span);
  if (count >= 1 && count <= MOST && (span === undefined || every !== undefined)) return every === undefined ? [count] : [count, every];
  reader.fault("T1307", path, `\`${written(value)}\` is no repetition`, `write a number from 1 to ${MOST}, or \`5 every 10s\``);
  return [];
}

function readEvery(reader: CaseReader, value: Json | undefined, path: string): number | undefined {
  if (value === undefined) return undefined;
  const span = spanOfTime(value);
  if (span === undefined)
    reader.fault("T1305", path, `\`${written(value)}\` is no span of time`, "write a number and a unit: `500ms`, `10s`, `5m`, `1h`, `2d`");
  return span;
}

function readEach(reader: CaseReader, value: Json | undefined, path: string): Repetition["each"] {
  return Object.entries(reader.object(value, path) ?? {}).flatMap(([name, values]) => {
    const list = reader.list(values, joinPath(path, name));
    if (list?.length === 0) reader.fault("T1307", joinPath(path, name), "the list of values is empty");
    return list && list.length > 0 ? [[name, list] as const] : [];
  });
}
