import type { Span } from "../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { GUIDE_PLUGINS, type GuidePlugin } from "./guide-text.ts";

/** `$osquery_0`, `${osquery_0}` or `$$` in a note. */
interface Placeholder {
  readonly at: Span;
  /** Undefined: `$$`, which stands for one dollar sign. */
  readonly plugin?: GuidePlugin;
  readonly index: number;
}

/** As Python's `string.Template` has them; a dollar sign before anything else is itself. */
const PLACEHOLDER = /\$(?:\$|(osquery|investigate)_(0|[1-9][0-9]*)(?!\w)|\{(osquery|investigate)_(0|[1-9][0-9]*)\})/g;

/** A rule file's note with the entries of `[transform]` put in, as the rule repository's build does it. */
export function renderNote(note: string, transform: JsonObject): string {
  let rendered = "";
  let from = 0;
  for (const { at, plugin, index } of placeholders(note)) {
    const entry = plugin ? entriesOf(transform, plugin)[index] : undefined;
    if (plugin && entry === undefined) continue;
    rendered += note.slice(from, at.start) + (plugin && entry !== undefined ? `!{${plugin}${asciiJson(entry)}}` : "$");
    from = at.end;
  }
  return rendered + note.slice(from);
}

/** What does not fit between a note and its `[transform]`. */
export interface TransformFault {
  /** In the note; absent: `path` tells. */
  readonly at?: Span;
  /** The entry. */
  readonly path?: string;
  readonly message: string;
}

/** Each placeholder needs an entry, each entry a placeholder. */
export function transformFaults(note: string, transform: JsonObject): readonly TransformFault[] {
  const found = placeholders(note);
  if (found.length === 0 && GUIDE_PLUGINS.every((plugin) => entriesOf(transform, plugin).length === 0)) return NO_FAULTS;
  const without = found.filter(({ plugin, index }) => plugin && entriesOf(transform, plugin)[index] === undefined);
  const used = new Set(found.map(({ plugin, index }) => `${plugin}.${index}`));
  const entries = GUIDE_PLUGINS.flatMap((plugin) => entriesOf(transform, plugin).map((_, index) => ({ plugin, index })));
  return [
    ...without.map(({ at, plugin, index }) => ({ at, message: `\`transform.${plugin}\` has no entry ${index}` })),
    ...entries
      .filter(({ plugin, index }) => !used.has(`${plugin}.${index}`))
      .map(({ plugin, index }) => ({
        path: `transform.${plugin}.${index}`,
        message: `the note has no \`$${plugin}_${index}\` for this entry`,
      })),
  ];
}

const NO_FAULTS: readonly TransformFault[] = Object.freeze([]);

function placeholders(note: string): readonly Placeholder[] {
  if (!note.includes("$")) return [];
  return Array.from(note.matchAll(PLACEHOLDER), (match) => {
    const plugin = (match[1] ?? match[3]) as GuidePlugin | undefined;
    const at = { start: match.index, end: match.index + match[0].length };
    return { at, ...(plugin && { plugin }), index: Number(match[2] ?? match[4] ?? 0) };
  });
}

function entriesOf(transform: JsonObject, plugin: GuidePlugin): readonly Json[] {
  const entries = transform[plugin];
  return Array.isArray(entries) ? entries : [];
}

/** One line of ASCII with sorted keys and without nulls and white space. */
const asciiJson = (value: Json): string => escapeRest(JSON.stringify(sorted(value)));

const escapeRest = (json: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is the range of what needs no escape
  json.replace(/[^\u0000-~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value)
    .filter((key) => value[key] !== null)
    .sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] as Json)]));
}
