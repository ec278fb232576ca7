import { escapeText } from "../../diagnostics/index.ts";
import type { Scalar } from "../../event/json.ts";
import { widthOf } from "../../formats/output/cell.ts";
import type { Paint } from "../../formats/output/paint.ts";
import type { SeenField, Verdict } from "../../toolkit/explain/verdict.ts";
import { wrapText } from "./wrap.ts";

/** Longest text of a clause and of one value before it is cut, in characters. */
const CLAUSE_LIMIT = 240;
const VALUE_LIMIT = 120;
/** Values of a field that are shown; the others are counted. */
const MAX_VALUES = 6;

/**
 * ```text
 * ✗ all of
 * ├─ ✓ event.type == "start"   ← event.type: "start"
 * ├─ ✗ user.id == "0"          ← user.id: "1000"
 * └─ ✓ none of
 *    └─ ✗ process.name == "sh" ← process.name: "bash"
 * ```
 * The mark says whether the clause holds; its colour, whether that is as the query wants it. Lines wider than `width`
 * are broken below the clause.
 */
export function renderVerdict(verdict: Verdict, paint: Paint, indent = "", width = Number.POSITIVE_INFINITY): string[] {
  return render(verdict, { paint, width }, indent, indent);
}

interface Style {
  readonly paint: Paint;
  readonly width: number;
}

function render(verdict: Verdict, style: Style, head: string, tail: string): string[] {
  const { label, seen, children } = present(verdict);
  const { paint } = style;
  const mark = paint(verdict.matched === verdict.wanted ? "good" : "bad", verdict.matched ? "✓" : "✗");
  const below = `${tail}${children.length > 0 ? "│ " : "  "}`;
  const [first = "", ...rest] = clauseLines(label, seen, style, widthOf(head) + 2);
  const lines = [`${paint("dim", head)}${mark} ${first}`, ...rest.map((line) => `${paint("dim", below)}${line}`)];
  for (const note of verdict.notes ?? []) {
    for (const line of wrapText(escapeText(note), style.width - widthOf(below) - 2))
      lines.push(`${paint("dim", below)}${paint("medium", `! ${line}`)}`);
  }
  const { shown, more } = cutList(verdict, children);
  shown.forEach((child, i) => {
    const last = i === shown.length - 1 && more === 0;
    lines.push(...render(child, style, `${tail}${last ? "└─ " : "├─ "}`, `${tail}${last ? "   " : "│  "}`));
  });
  if (more > 0) lines.push(paint("dim", `${tail}└─ … ${more} more, none of which holds`));
  return lines;
}

/** Alternatives that are shown although they do not hold; the others are counted. */
const MAX_ALTERNATIVES = 5;

/** Of a long list of alternatives, those that hold and a few others. */
function cutList(verdict: Verdict, children: readonly Verdict[]): { readonly shown: readonly Verdict[]; readonly more: number } {
  const group = verdict.kind === "not" ? verdict.children[0]?.kind : verdict.kind;
  if (group !== "or" || children.length <= MAX_ALTERNATIVES + 3) return { shown: children, more: 0 };
  let left = MAX_ALTERNATIVES;
  const shown = children.filter(({ matched }) => matched || left-- > 0);
  return { shown, more: children.length - shown.length };
}

/** A clause with what it saw: on one line if there is room, else what it saw below it. */
function clauseLines(label: string, seen: string, { paint, width }: Style, used: number): readonly string[] {
  const room = width - used;
  const values = seen === "" ? "" : `← ${seen}`;
  if (values === "") return wrapText(label, room);
  if (widthOf(label) + 3 + widthOf(values) <= room) return [`${label}${paint("dim", `   ${values}`)}`];
  return [...wrapText(label, room), ...wrapText(values, room - 4).map((line, i) => paint("dim", `${i === 0 ? "  " : "    "}${line}`))];
}

interface Presented {
  readonly label: string;
  readonly seen: string;
  readonly children: readonly Verdict[];
}

const GROUPS: Readonly<Record<string, string>> = { and: "all of", or: "any of" };
const NEGATED: Readonly<Record<string, string>> = { and: "not all of", or: "none of" };

/** A negation is one line with what it negates, so that nobody has to turn a mark round. */
function present(verdict: Verdict): Presented {
  const [inner] = verdict.children;
  if (verdict.kind === "not" && inner) {
    const group = NEGATED[inner.kind];
    if (group !== undefined) return { label: group, seen: "", children: inner.children };
    if (inner.kind !== "not") return { label: clauseText(verdict), seen: seenText(inner.seen), children: [] };
    return { label: "not", seen: "", children: verdict.children };
  }
  const group = GROUPS[verdict.kind];
  return { label: group ?? clauseText(verdict), seen: seenText(verdict.seen), children: verdict.children };
}

function clauseText({ text, listed, children }: Verdict): string {
  const count = listed ?? children[0]?.listed ?? 0;
  if (text.length <= CLAUSE_LIMIT) return escapeText(text);
  return `${escapeText(text.slice(0, CLAUSE_LIMIT))}… ${count > 1 ? `(${count} values)` : ""}`.trimEnd();
}

const seenText = (seen: readonly SeenField[]): string =>
  seen
    .map(({ field, values }) => (values.length === 0 ? `${escapeText(field)} is missing` : `${escapeText(field)}: ${valuesText(values)}`))
    .join("; ");

/** `"a", "b", … 12 more` */
export function valuesText(values: readonly Scalar[]): string {
  const shown = values.slice(0, MAX_VALUES).map((value) => escapeText(cut(JSON.stringify(value))));
  return values.length > MAX_VALUES ? `${shown.join(", ")}, … ${values.length - MAX_VALUES} more` : shown.join(", ");
}

const cut = (text: string): string => (text.length <= VALUE_LIMIT ? text : `${text.slice(0, VALUE_LIMIT - 1)}…`);
