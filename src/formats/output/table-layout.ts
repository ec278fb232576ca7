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
/** `2020-10-22 03:52:20`, or the time alone where all lines are of one day. */
const FULL_TIME_WIDTH = 19;
const SHORT_TIME_WIDTH = 10;
/** What happened gets this much if the others can give it; below the least, an alert takes several lines. */
const GOOD_WHAT = 30;
const LEAST_WHAT = 28;
const MIN_WIDTH = 40;
const WHAT_TITLE = "WHAT HAPPENED";

/** Columns besides time, severity and what happened: the most and the least they take. The first ones give way first. */
const FLEXIBLE = [
  { key: "source", title: "SOURCE", most: 36, least: 14 },
  { key: "user", title: "USER", most: 16, least: 10 },
  { key: "host", title: "HOST", most: 18, least: 12 },
  { key: "rule", title: "RULE", most: 48, least: 24 },
] as const;

type FlexibleKey = (typeof FLEXIBLE)[number]["key"];
type Widths = Record<FlexibleKey | "time" | "what", number>;

/** @param lines what will be printed, where it is known; columns are made to fit it. Without, each takes its most */
export function createLayout(lines: readonly TableLine[] | undefined, width: number, paint: Paint): TableLayout {
  const day = lines && commonDay(lines);
  const widths = columnWidths(lines, width, day === undefined ? FULL_TIME_WIDTH : SHORT_TIME_WIDTH);
  return widths ? columns(widths, day, paint) : stacked(Math.max(MIN_WIDTH, width), paint);
}

/** The date of all lines, if it is one. */
function commonDay(lines: readonly TableLine[]): string | undefined {
  const days = new Set(lines.filter((line) => line.time.length === FULL_TIME_WIDTH).map((line) => line.time.slice(0, SHORT_TIME_WIDTH)));
  return days.size === 1 ? [...days][0] : undefined;
}

/** Undefined where the terminal is too narrow for columns. */
function columnWidths(lines: readonly TableLine[] | undefined, width: number, time: number): Widths | undefined {
  const space = width - time - SEVERITY_WIDTH - GAP.length * (FLEXIBLE.length + 2);
  const widths: Widths = { time, what: space, source: 0, rule: 0, user: 0, host: 0 };
  const widest = (key: FlexibleKey | "what", otherwise: number): number =>
    lines ? lines.reduce((most, line) => Math.max(most, widthOf(line[key])), 0) : otherwise;
  for (const { key, title, most } of FLEXIBLE) {
    widths[key] = Math.min(most, Math.max(title.length, widest(key, most)));
    widths.what -= widths[key];
  }
  const good = Math.max(LEAST_WHAT, Math.min(GOOD_WHAT, widest("what", GOOD_WHAT)));
  for (const { key, least } of FLEXIBLE) {
    const given = Math.min(Math.max(0, good - widths.what), Math.max(0, widths[key] - least));
    widths[key] -= given;
    widths.what += given;
  }
  if (widths.what < LEAST_WHAT) return undefined;
  return { ...widths, what: Math.min(widths.what, Math.max(WHAT_TITLE.length, widest("what", widths.what))) };
}

function columns(widths: Widths, day: string | undefined, paint: Paint): TableLayout {
  const cells = (time: string, severity: string, line: Record<FlexibleKey | "what", string>): string =>
    [
      time,
      severity,
      fit(line.rule, widths.rule),
      fit(line.host, widths.host),
      fit(line.user, widths.user),
      fit(line.what, widths.what),
      line.source,
    ]
      .join(GAP)
      .trimEnd();
  const titles = { rule: "RULE", host: "HOST", user: "USER", what: WHAT_TITLE, source: "SOURCE" };
  return {
    head: paint("bold", cells(fit(day ?? "TIME (UTC)", widths.time), fit("SEVERITY", SEVERITY_WIDTH), titles)),
    print(line) {
      const time = day === undefined || !line.time.startsWith(day) ? line.time : line.time.slice(day.length + 1);
      const source = paint("dim", shortenStart(line.source, widths.source));
      return cells(paint("dim", fit(time, widths.time)), severityCell(line, paint), { ...line, source });
    },
  };
}

const severityCell = (line: TableLine, paint: Paint): string => {
  if (line.kind === "part") return " ".repeat(SEVERITY_WIDTH);
  return paint(line.severity, fit(severityLabel(line.severity), SEVERITY_WIDTH));
};

const INDENT = "    ";

/** Two or three lines an alert: what rang; where and who; what happened. Of a part: what happened; where and who. */
function stacked(width: number, paint: Paint): TableLayout {
  return {
    head: "",
    print(line) {
      if (line.kind === "part") return partLines(line, width, paint).join("\n");
      const label = severityLabel(line.severity);
      const title = shorten(line.rule, width - widthOf(label) - GAP.length);
      const inner = width - INDENT.length;
      const rest = [paint("dim", placeText(line, inner)), shorten(line.what, inner)].filter((text) => text !== "");
      return [`${paint(line.severity, label)}${GAP}${paint("bold", title)}`, ...rest.map((text) => INDENT + text)].join("\n");
    },
  };
}

function partLines(line: TableLine, width: number, paint: Paint): readonly string[] {
  const branch = line.rule.slice(0, 1);
  const inner = width - INDENT.length - 2;
  const bar = branch === "└" ? " " : "│";
  return [`${INDENT}${branch} ${shorten(line.what || line.rule, inner)}`, `${INDENT}${bar} ${paint("dim", placeText(line, inner))}`];
}

/** Time, host, user and source, the source as far as there is room for it. */
function placeText(line: TableLine, width: number): string {
  const place = [line.time, line.host, line.user].filter((part) => part !== "").join(" · ");
  const room = width - widthOf(place) - 3;
  return shorten(line.source === "" || room < 12 ? place : `${place} · ${shortenStart(line.source, room)}`, width);
}
