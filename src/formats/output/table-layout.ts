import { fit, shorten, shortenStart, widthOf } from "./cell.ts";
import type { Paint } from "./paint.ts";
import { SEVERITY_WIDTH, severityLabel } from "./severity.ts";
import type { TableLine } from "./table-lines.ts";

/** Lays lines of the table out for a terminal's width. */
export interface TableLayout {
  readonly head: string;
  /** One line, or several on a narrow terminal; without a line break at the end. */
  print(line: TableLine): string;
}

const GAP = "  ";
const TIME_WIDTH = 19;
/** Below this many columns for what happened, an alert takes several lines. */
const MIN_WHAT = 24;
const MIN_WIDTH = 40;

/** Columns besides time, severity and what happened: the most and the least they take. */
const FLEXIBLE = [
  { key: "rule", title: "RULE", most: 44, least: 20 },
  { key: "host", title: "HOST", most: 18, least: 8 },
  { key: "user", title: "USER", most: 16, least: 6 },
  { key: "source", title: "SOURCE", most: 36, least: 14 },
] as const;

type FlexibleKey = (typeof FLEXIBLE)[number]["key"];
type Widths = Record<FlexibleKey | "what", number>;

/** @param lines what will be printed, where it is known; columns are made to fit it. Without, each takes its share */
export function createLayout(lines: readonly TableLine[] | undefined, width: number, paint: Paint): TableLayout {
  const widths = columnWidths(lines, width);
  return widths ? columns(widths, paint) : stacked(Math.max(MIN_WIDTH, width), paint);
}

/** Undefined where the terminal is too narrow for columns. */
function columnWidths(lines: readonly TableLine[] | undefined, width: number): Widths | undefined {
  const gaps = GAP.length * (FLEXIBLE.length + 2);
  const space = width - TIME_WIDTH - SEVERITY_WIDTH - gaps;
  const wanted = FLEXIBLE.map(({ key, title, most }) =>
    lines ? Math.min(most, Math.max(title.length, ...lines.map((line) => widthOf(line[key])))) : most,
  );
  // Half of the space is for what happened; the others give way down to their least, in proportion to what they want.
  const total = wanted.reduce((sum, want) => sum + want, 0);
  const share = Math.min(1, Math.max(space / 2, space - 80) / total);
  const given = FLEXIBLE.map(({ least }, i) => Math.min(wanted[i] ?? 0, Math.max(least, Math.floor((wanted[i] ?? 0) * share))));
  const what = space - given.reduce((sum, columnWidth) => sum + columnWidth, 0);
  if (what < MIN_WHAT) return undefined;
  const [rule = 0, host = 0, user = 0, source = 0] = given;
  return { rule, host, user, source, what };
}

function columns(widths: Widths, paint: Paint): TableLayout {
  const cells = (time: string, severity: string, line: Record<FlexibleKey | "what", string>): string =>
    [time, severity, fit(line.rule, widths.rule), fit(line.host, widths.host), fit(line.user, widths.user), fit(line.what, widths.what), line.source]
      .join(GAP)
      .trimEnd();
  const titles = { rule: "RULE", host: "HOST", user: "USER", what: "WHAT HAPPENED", source: "SOURCE" };
  return {
    head: paint("bold", cells(fit("TIME (UTC)", TIME_WIDTH), fit("SEVERITY", SEVERITY_WIDTH), titles)),
    print(line) {
      const source = paint("dim", shortenStart(line.source, widths.source));
      return cells(paint("dim", fit(line.time, TIME_WIDTH)), severityCell(line, paint), { ...line, source });
    },
  };
}

const severityCell = (line: TableLine, paint: Paint): string => {
  if (line.kind === "part") return " ".repeat(SEVERITY_WIDTH);
  return paint(line.severity, fit(severityLabel(line.severity), SEVERITY_WIDTH));
};

/** Two or three lines an alert: what rang; where and who; what happened. */
function stacked(width: number, paint: Paint): TableLayout {
  const indent = " ".repeat(4);
  const inner = width - indent.length;
  return {
    head: "",
    print(line) {
      const label = line.kind === "part" ? "" : `${severityLabel(line.severity)}  `;
      const title = shorten(line.rule, width - widthOf(label) - (line.kind === "part" ? indent.length : 0));
      const place = [line.time, line.host, line.user].filter((part) => part !== "").join(" · ");
      const room = inner - widthOf(place) - 3;
      const where = line.source === "" || room < 12 ? place : `${place} · ${shortenStart(line.source, room)}`;
      const first = line.kind === "part" ? `${indent}${title}` : `${paint(line.severity, label.trimEnd())}  ${paint("bold", title)}`;
      const rest = [paint("dim", shorten(where, inner)), shorten(line.what, inner)].filter((text) => text !== "");
      return [first, ...rest.map((text) => indent + text)].join("\n");
    },
  };
}
