import type { Diagnostic, Severity } from "./diagnostic.ts";
import { escapeText } from "./escape.ts";
import type { Location } from "./source.ts";

export interface RenderOptions {
  /** Use ANSI colours. Default false. */
  readonly color?: boolean;
  /** Columns available for the source line. Default 120. */
  readonly width?: number;
}

const PAINT: Record<Severity | "dim" | "bold", string> = { error: "31;1", warning: "33;1", info: "36;1", dim: "2", bold: "1" };

/**
 * ```text
 * error[T2001]: unexpected `=`
 *   --> rules/a.toml:14:31
 *    |
 * 14 | process where process.name = "x"
 *    |                            ^
 *    = help: use `==` to compare
 * ```
 */
export function renderDiagnostic(d: Diagnostic, options: RenderOptions = {}): string {
  const paint = (style: keyof typeof PAINT, text: string): string => (options.color ? `\u001b[${PAINT[style]}m${text}\u001b[0m` : text);
  const lines = [`${paint(d.severity, `${d.severity}[${d.code}]`)}${paint("bold", `: ${escapeText(d.message)}`)}`];
  const gutter = " ".repeat(String(d.location?.line ?? 0).length);
  if (d.location) lines.push(...frame(d.location, gutter, paint, d.severity, options.width ?? 120));
  if (d.hint !== undefined) lines.push(`${gutter} ${paint("dim", "=")} help: ${escapeText(d.hint)}`);
  for (const other of d.related ?? []) {
    const { file, line, column } = other.location;
    lines.push(`${gutter} ${paint("dim", "=")} ${escapeText(other.message)}: ${escapeText(file)}:${line}:${column}`);
  }
  return lines.join("\n");
}

/** `file:line:col: severity[code]: message` on one line, for logs and editors. */
export function renderDiagnosticLine(d: Diagnostic): string {
  const place = d.location ? `${escapeText(d.location.file)}:${d.location.line}:${d.location.column}: ` : "";
  const hint = d.hint === undefined ? "" : ` (${escapeText(d.hint)})`;
  return `${place}${d.severity}[${d.code}]: ${escapeText(d.message)}${hint}`;
}

type Paint = (style: keyof typeof PAINT, text: string) => string;

function frame(at: Location, gutter: string, paint: Paint, severity: Severity, width: number): string[] {
  const head = `${gutter}${paint("dim", "-->")} ${escapeText(at.file)}:${at.line}:${at.column}`;
  if (at.lineText === "") return [head];
  const length = at.endLine === at.line ? Math.max(1, at.endColumn - at.column) : Math.max(1, at.lineText.length - at.column + 1);
  const view = clip(at.lineText, at.column - 1, width);
  const before = escapeText(view.text.slice(0, view.caret));
  const marked = escapeText(view.text.slice(view.caret, view.caret + length));
  const rest = escapeText(view.text.slice(view.caret + length));
  const carets = "^".repeat(Math.max(1, marked.length));
  return [
    head,
    `${gutter} ${paint("dim", "|")}`,
    `${paint("dim", `${at.line} |`)} ${before}${marked}${rest}`,
    `${gutter} ${paint("dim", "|")} ${" ".repeat(before.length)}${paint(severity, carets)}`,
  ];
}

/** The part of a long line around the caret. */
function clip(line: string, caret: number, width: number): { text: string; caret: number } {
  if (line.length <= width) return { text: line, caret };
  const start = Math.max(0, Math.min(caret - Math.floor(width / 2), line.length - width));
  return { text: line.slice(start, start + width), caret: caret - start };
}
