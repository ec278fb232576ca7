import { stringWidth } from "./string-width.ts";

/** Columns that text takes on a terminal: wide characters two, combining ones none. */
export function widthOf(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7e) return stringWidth(text);
  return text.length;
}

/** Text of exactly `width` columns: padded with blanks, or cut with `…`. The text holds no colours. */
export function fit(text: string, width: number): string {
  const own = widthOf(text);
  return own <= width ? text + " ".repeat(width - own) : pad(`${cutEnd(text, width - 1)}…`, width);
}

/** At most `width` columns: the end is cut off. */
export function shorten(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${cutEnd(text, width - 1)}…`;
}

/** At most `width` columns: the beginning is cut off, as suits paths. */
export function shortenStart(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const reversed = [...text].reverse();
  return `…${[...takeColumns(reversed, width - 1)].reverse().join("")}`;
}

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));

const cutEnd = (text: string, width: number): string => takeColumns(text, width).join("");

function takeColumns(characters: Iterable<string>, width: number): readonly string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += widthOf(character);
    if (used > width) break;
    taken.push(character);
  }
  return taken;
}
