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
  const from = position(root.text, start);
  const to = position(root.text, end);
  return {
    file: root.name,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    lineText: lineAt(root.text, start),
  };
}

function position(text: string, offset: number): { line: number; column: number } {
  const clamped = Math.min(Math.max(offset, 0), text.length);
  let line = 1;
  let begin = 0;
  for (let i = text.indexOf("\n"); i !== -1 && i < clamped; i = text.indexOf("\n", i + 1)) {
    line++;
    begin = i + 1;
  }
  return { line, column: clamped - begin + 1 };
}

function lineAt(text: string, offset: number): string {
  const clamped = Math.min(Math.max(offset, 0), text.length);
  const begin = clamped === 0 ? 0 : text.lastIndexOf("\n", clamped - 1) + 1;
  const next = text.indexOf("\n", clamped);
  const end = next === -1 ? text.length : next;
  return text.slice(begin, end > begin && text[end - 1] === "\r" ? end - 1 : end);
}
