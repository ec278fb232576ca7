import { escapeText } from "../../diagnostics/index.ts";
import type { SeenField, Verdict } from "../../toolkit/explain/verdict.ts";
import type { Paint } from "../../formats/output/paint.ts";

/** Longest text of a clause or value before it is cut, in characters. */
const CLAUSE_LIMIT = 160;
const VALUE_LIMIT = 120;

/**
 * ```text
 * ✗ and
 * ├─ ✓ event.type == "start"      event.type: "start"
 * └─ ✗ user.id == "0"             user.id: "1000"
 * ```
 */
export function renderVerdict(verdict: Verdict, paint: Paint, indent = ""): string[] {
  const { lines } = render(verdict, paint, indent, indent);
  return lines;
}

function render(verdict: Verdict, paint: Paint, head: string, tail: string): { lines: string[] } {
  const mark = verdict.matched ? paint("good", "✓") : paint("bad", "✗");
  const lines = [`${paint("dim", head)}${mark} ${label(verdict)}${seenText(verdict.seen, paint)}`];
  verdict.children.forEach((child, i) => {
    const last = i === verdict.children.length - 1;
    lines.push(...render(child, paint, `${tail}${last ? "└─ " : "├─ "}`, `${tail}${last ? "   " : "│  "}`).lines);
  });
  return { lines };
}

const GROUPS: Readonly<Record<string, string>> = { and: "all of", or: "any of", not: "not" };

const label = (verdict: Verdict): string => GROUPS[verdict.kind] ?? escapeText(cut(verdict.text, CLAUSE_LIMIT));

function seenText(seen: readonly SeenField[], paint: Paint): string {
  if (seen.length === 0) return "";
  const parts = seen.map(({ field, values }) =>
    values.length === 0 ? `${field} is missing` : `${field}: ${values.map((v) => cut(JSON.stringify(v), VALUE_LIMIT)).join(", ")}`,
  );
  return paint("dim", `   ← ${escapeText(cut(parts.join("; "), 2 * VALUE_LIMIT))}`);
}

const cut = (text: string, limit: number): string => (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`);
