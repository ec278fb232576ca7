import { widthOf } from "../../formats/output/cell.ts";
import { stringWidth } from "../../formats/output/string-width.ts";

/**
 * A line that may hold our own colours as lines of at most `width` columns, those after the first indented below it.
 * Broken at blanks only.
 */
export function wrapLine(line: string, width: number): readonly string[] {
  if (stringWidth(line) <= width) return [line];
  const indent = " ".repeat(Math.min(line.length - line.trimStart().length + HANGING, Math.max(0, width - MIN_WIDTH)));
  const lines: string[] = [];
  let current: string | undefined;
  for (const word of line.split(" ")) {
    if (current === undefined) current = word;
    else if (stringWidth(current) + 1 + stringWidth(word) <= width || current.trim() === "") current = `${current} ${word}`;
    else {
      lines.push(current);
      current = `${indent}${word}`;
    }
  }
  return current === undefined ? lines : [...lines, current];
}

const HANGING = 4;

/** Never narrower than this, however deep a tree is. */
const MIN_WIDTH = 24;

/** Text as lines of at most `width` columns, broken at blanks, a longer word where it must be. The text holds no colours. */
export function wrapText(text: string, width: number): readonly string[] {
  const limit = Math.max(MIN_WIDTH, width);
  if (widthOf(text) <= limit) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => pieces(each, limit))) {
    if (line === "") line = word;
    else if (widthOf(line) + 1 + widthOf(word) <= limit) line = `${line} ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, limit: number): readonly string[] {
  if (widthOf(word) <= limit) return [word];
  const found: string[] = [];
  let piece = "";
  for (const character of word) {
    if (widthOf(piece) + widthOf(character) > limit) {
      found.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...found, piece];
}
