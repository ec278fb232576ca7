import type { Span } from "./span.ts";

/**
 * A text that faults can point into. A query inside a rule file is a source whose `parent` is the file, so that a
 * fault in the query is reported at the file's line and column.
 */
export interface Source {
  /** What a person calls it: a file path, `query`, `-`. */
  readonly name: string;
  readonly text: string;
  readonly parent?: Source;
  /** Maps an offset of this text to the parent's offset. Present exactly when `parent` is. */
  readonly toParent?: (offset: number) => number;
}

/** A place in the outermost source. Lines and columns are 1-based; columns count UTF-16 units. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The text of `line`, without its line break. */
  readonly lineText: string;
}

export const createSource = (name: string, text: string): Source => ({ name, text });

/**
 * A source whose text stands inside another one.
 * @param offsets the parent offset of the text's first character where the text is a verbatim slice; else one parent
 *   offset per character of `text` plus one for its end (escapes make the two run apart).
 */
export function embedSource(parent: Source, text: string, offsets: number | readonly number[]): Source {
  const toParent =
    typeof offsets === "number"
      ? (offset: number): number => offset + offsets
      : (offset: number): number => offsets[Math.min(offset, offsets.length - 1)] ?? 0;
  return { name: parent.name, text, parent, toParent };
}

/** Resolves a span to its place in the outermost source. */
export function locate(source: Source, at: Span): Location {
  let { start, end } = at;
  let root = source;
  while (root.parent && root.toParent) {
    const last = end > start ? root.toParent(end - 1) + 1 : root.toParent(end);
    start = root.toParent(start);
    end = Math.max(start, last);
    root = root.parent;
  }
  const from = position(root, start);
  const to = position(root, end);
  return {
    file: root.name,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    lineText: lineText(root, from.line),
  };
}

function position(source: Source, offset: number): { line: number; column: number } {
  const clamped = Math.min(Math.max(offset, 0), source.text.length);
  const starts = lineStarts(source);
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: clamped - (starts[low] as number) + 1 };
}

function lineText(source: Source, line: number): string {
  const { text } = source;
  const starts = lineStarts(source);
  const begin = starts[line - 1] as number;
  const end = line < starts.length ? (starts[line] as number) - 1 : text.length;
  return text.slice(begin, end > begin && text[end - 1] === "\r" ? end - 1 : end);
}

const known = new WeakMap<Source, readonly number[]>();

/** Where each line begins; looked for once, since a text can have thousands of faults. */
function lineStarts(source: Source): readonly number[] {
  const before = known.get(source);
  if (before) return before;
  const starts = [0];
  for (let i = source.text.indexOf("\n"); i !== -1; i = source.text.indexOf("\n", i + 1)) starts.push(i + 1);
  known.set(source, starts);
  return starts;
}
