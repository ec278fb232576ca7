import { html, type Html, lines as textLines, ownText } from "./html.ts";
import { type Marked, renderInline } from "./markdown-inline.ts";

export interface MarkdownOptions {
  /** The level that the text's highest heading gets on the page; at most 6. Default 5. */
  readonly heading?: number;
  /** The pieces that marks in the text stand for. */
  readonly marked?: Marked;
}

/** Lists and quotes in one another; deeper ones are text. */
const MAX_DEPTH = 10;

interface Context {
  readonly marked: Marked | undefined;
  /** Added to the level of a heading. */
  readonly shift: number;
  readonly depth: number;
}

/** Lines a block took, and its markup. */
interface Block {
  readonly next: number;
  readonly piece: Html;
}

type BlockReader = (lines: readonly string[], at: number, context: Context) => Block | undefined;

/** In the order they are tried; the paragraph takes what is left. */
const BLOCKS: readonly BlockReader[] = [readFence, readHeading, readRule, readQuote, readList, readTable];

/**
 * A small, safe Markdown: headings, lists, quotes, tables, fenced code, rules and paragraphs; `renderInline` inside.
 * HTML is text, images are links, addresses are http, https and mailto only.
 */
export function renderMarkdown(text: string, options: MarkdownOptions = {}): Html {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\t", "    ").split("\n");
  const levels = lines.map(headingLevel).filter((level) => level > 0);
  const shift = (options.heading ?? 5) - (levels.length === 0 ? 1 : Math.min(...levels));
  return html`${renderBlocks(lines, { marked: options.marked, shift, depth: 0 })}`;
}

function renderBlocks(lines: readonly string[], context: Context): readonly Html[] {
  const pieces: Html[] = [];
  for (let at = 0; at < lines.length; ) {
    if (isBlank(lines[at])) {
      at++;
      continue;
    }
    const block = readBlock(lines, at, context) ?? readParagraph(lines, at, context);
    pieces.push(block.piece);
    at = block.next;
  }
  return pieces;
}

function readBlock(lines: readonly string[], at: number, context: Context): Block | undefined {
  for (const read of BLOCKS) {
    const block = read(lines, at, context);
    if (block) return block;
  }
  return undefined;
}

function readParagraph(lines: readonly string[], at: number, context: Context): Block {
  let next = at + 1;
  while (next < lines.length && !isBlank(lines[next]) && !startsBlock(lines[next] ?? "")) next++;
  const text = lines
    .slice(at, next)
    .map((line) => line.trimStart())
    .join("\n");
  return { next, piece: html`<p>${renderInline(text.trimEnd(), context.marked)}</p>` };
}

const startsBlock = (line: string): boolean =>
  headingLevel(line) > 0 || fenceOf(line) !== undefined || isRule(line) || line.trimStart().startsWith(">") || markerOf(line) !== undefined;

function readFence(lines: readonly string[], at: number): Block | undefined {
  const fence = fenceOf(lines[at] ?? "");
  if (!fence) return undefined;
  let end = at + 1;
  while (end < lines.length && !closes(lines[end] ?? "", fence.sign)) end++;
  const code = lines.slice(at + 1, end).map((line) => dedent(line, fence.indent));
  return { next: end + 1, piece: html`<pre><code>${textLines(code.join("\n"))}</code></pre>` };
}

function fenceOf(line: string): { sign: string; indent: number } | undefined {
  const indent = indentOf(line);
  const char = line.charAt(indent);
  if (char !== "`" && char !== "~") return undefined;
  let end = indent;
  while (line.charAt(end) === char) end++;
  if (end - indent < 3 || (char === "`" && line.includes("`", end))) return undefined;
  return { sign: line.slice(indent, end), indent };
}

const closes = (line: string, sign: string): boolean => line.trim().startsWith(sign) && line.trim().split(sign.charAt(0)).join("") === "";

function readHeading(lines: readonly string[], at: number, context: Context): Block | undefined {
  const line = lines[at] ?? "";
  const level = headingLevel(line);
  if (level === 0) return undefined;
  const tag = `h${Math.max(1, Math.min(6, level + context.shift))}`;
  const text = withoutClosing(line.trim().slice(level).trim());
  return { next: at + 1, piece: html`${ownText(`<${tag}>`)}${renderInline(text, context.marked)}${ownText(`</${tag}>`)}` };
}

/** `## Title ##`: the signs at the end are no text. */
function withoutClosing(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === "#") end--;
  return end < text.length && (end === 0 || text.charAt(end - 1) === " ") ? text.slice(0, end).trimEnd() : text;
}

/** 1 to 6; 0: no heading. */
function headingLevel(line: string): number {
  if (indentOf(line) > 3) return 0;
  const text = line.trimStart();
  let level = 0;
  while (text.charAt(level) === "#") level++;
  return level <= 6 && (text.length === level || text.charAt(level) === " ") ? level : 0;
}

function readRule(lines: readonly string[], at: number): Block | undefined {
  return isRule(lines[at] ?? "") ? { next: at + 1, piece: html`<hr>` } : undefined;
}

function isRule(line: string): boolean {
  const text = line.replaceAll(" ", "");
  const char = text.charAt(0);
  return text.length >= 3 && (char === "-" || char === "*" || char === "_") && text === char.repeat(text.length);
}

function readQuote(lines: readonly string[], at: number, context: Context): Block | undefined {
  if (!isQuoted(lines[at]) || context.depth >= MAX_DEPTH) return undefined;
  let next = at;
  while (next < lines.length && isQuoted(lines[next])) next++;
  const inner = lines.slice(at, next).map((line) => dedent(line.trimStart().slice(1), 1));
  return { next, piece: html`<blockquote>${renderBlocks(inner, { ...context, depth: context.depth + 1 })}</blockquote>` };
}

const isQuoted = (line: string | undefined): boolean => line?.trimStart().startsWith(">") ?? false;

/** The sign of a list's item and where its text begins. */
interface Marker {
  readonly ordered: boolean;
  readonly start: number;
  readonly indent: number;
  readonly content: number;
}

function markerOf(line: string): Marker | undefined {
  const indent = indentOf(line);
  let end = indent;
  while (end - indent < 9 && line.charAt(end) >= "0" && line.charAt(end) <= "9") end++;
  const digits = line.slice(indent, end);
  const ordered = digits !== "" && (line.charAt(end) === "." || line.charAt(end) === ")");
  if (!ordered && (digits !== "" || !"-*+".includes(line.charAt(indent) || " "))) return undefined;
  const after = end + 1;
  if (after < line.length && line.charAt(after) !== " ") return undefined;
  const text = after + indentOf(line.slice(after));
  return { ordered, start: Number(digits || 1), indent, content: text - after > 4 || text >= line.length ? after + 1 : text };
}

function readList(lines: readonly string[], at: number, context: Context): Block | undefined {
  const first = markerOf(lines[at] ?? "");
  if (!first || context.depth >= MAX_DEPTH) return undefined;
  const items: Html[] = [];
  let next = at;
  for (let marker: Marker | undefined = first; marker && marker.ordered === first.ordered && !isRule(lines[next] ?? ""); ) {
    const end = itemEnd(lines, next, marker);
    items.push(renderItem(lines.slice(next, end), marker.content, context));
    next = end;
    marker = markerOf(lines[next] ?? "");
    if (marker && marker.indent < first.indent) break;
  }
  if (next === at) return undefined;
  const piece = first.ordered ? html`<ol start="${first.start}">${items}</ol>` : html`<ul>${items}</ul>`;
  return { next, piece };
}

/** An item goes on through deeper lines, blank ones before them, and the rest of its paragraph. */
function itemEnd(lines: readonly string[], at: number, marker: Marker): number {
  let end = at + 1;
  for (let i = at + 1; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (isBlank(line)) continue;
    const continues = indentOf(line) > marker.indent && indentOf(line) >= Math.min(marker.content, marker.indent + 2);
    const isRest = i === end && !isBlank(lines[i - 1]) && !startsBlock(line);
    if (!continues && !isRest) break;
    end = i + 1;
  }
  let after = end;
  while (after < lines.length && isBlank(lines[after])) after++;
  const sibling = after > end && after < lines.length ? markerOf(lines[after] ?? "") : undefined;
  return sibling?.indent === marker.indent ? after : end;
}

function renderItem(lines: readonly string[], content: number, context: Context): Html {
  const inner = lines.map((line, i) => (i === 0 ? line.slice(content) : dedent(line, content)));
  const body = renderBlocks(inner, { ...context, depth: context.depth + 1 });
  return html`<li>${body}</li>`;
}

function readTable(lines: readonly string[], at: number, context: Context): Block | undefined {
  const head = cellsOf(lines[at] ?? "");
  if (!head || !isDelimiter(cellsOf(lines[at + 1] ?? ""), head.length)) return undefined;
  let next = at + 2;
  const rows: Html[] = [];
  for (let cells = cellsOf(lines[next] ?? ""); cells; cells = cellsOf(lines[++next] ?? "")) {
    rows.push(html`<tr>${cells.slice(0, head.length).map((cell) => html`<td>${renderInline(cell, context.marked)}</td>`)}</tr>`);
  }
  const titles = head.map((cell) => html`<th scope="col">${renderInline(cell, context.marked)}</th>`);
  return { next, piece: html`<table><thead><tr>${titles}</tr></thead><tbody>${rows}</tbody></table>` };
}

function cellsOf(line: string): readonly string[] | undefined {
  const text = line.trim();
  if (!text.startsWith("|") || text.length < 2) return undefined;
  return text
    .slice(1, text.endsWith("|") ? -1 : undefined)
    .split("|")
    .map((cell) => cell.trim());
}

const isDelimiter = (cells: readonly string[] | undefined, width: number): boolean =>
  cells !== undefined &&
  cells.length === width &&
  cells.every((cell) => cell.includes("-") && [...cell].every((char) => char === "-" || char === ":"));

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === "";

function indentOf(line: string): number {
  let indent = 0;
  while (line.charAt(indent) === " ") indent++;
  return indent;
}

const dedent = (line: string, by: number): string => line.slice(Math.min(by, indentOf(line)));
