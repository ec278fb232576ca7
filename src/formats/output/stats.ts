import { escapeText } from "../../diagnostics/index.ts";
import { fit, widthOf } from "./cell.ts";
import { createPaint, type Paint } from "./paint.ts";
import { formatBytes, formatCount, formatRate, formatSeconds, plural } from "./quantity.ts";

/** The counters of a run as `--stats` prints them. Plain data. */
export interface StatsData {
  readonly events: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Counters about events, by what they count in words; zeros are left out. */
  readonly counters: readonly { readonly what: string; readonly count: number }[];
  readonly rules: readonly RuleStatsData[];
}

export interface RuleStatsData {
  readonly rule_id: string;
  readonly name: string;
  readonly matches: number;
  readonly contributed: number;
  readonly fates: Readonly<Record<string, number>>;
  readonly ms: number;
}

export interface StatsOptions {
  readonly color?: boolean | undefined;
  readonly width?: number | undefined;
  /** Rules at the most in each list. Default 20. */
  readonly top?: number | undefined;
}

const DEFAULT_TOP = 20;
const DEFAULT_WIDTH = 120;

/** The run in numbers, the rules that matched most with what became of their matches, and those that took longest. */
export function renderStats(stats: StatsData, options: StatsOptions = {}): string {
  const paint = createPaint(options.color ?? false);
  const width = options.width ?? DEFAULT_WIDTH;
  const top = options.top ?? DEFAULT_TOP;
  const matched = stats.rules
    .filter((rule) => rule.matches > 0 || rule.contributed > 0)
    .sort((a, b) => b.matches - a.matches || b.contributed - a.contributed);
  const slow = stats.rules.filter((rule) => rule.ms >= 1).sort((a, b) => b.ms - a.ms);
  const sections = [
    overview(stats, matched.length, paint),
    ruleList("Rules that matched most", ["matches", "contributed", "fates"], matched, top, width, paint, (rule) => [
      formatCount(rule.matches),
      formatCount(rule.contributed),
      fatesText(rule.fates),
    ]),
    ruleList("Rules that took longest", ["time", "matches"], slow, top, width, paint, (rule) => [
      formatSeconds(rule.ms / 1000),
      formatCount(rule.matches),
    ]),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function overview({ events, bytes, seconds, counters, rules }: StatsData, matched: number, paint: Paint): string {
  const rows: (readonly [string, string])[] = [
    ["events", `${formatCount(events)}  ${formatRate(events, seconds)}`.trimEnd()],
    ["input", `${formatBytes(bytes)}${seconds > 0 ? `  ${formatBytes(Math.round(bytes / seconds))}/s` : ""}`],
    ["time", formatSeconds(seconds)],
    ["rules", `${formatCount(rules.length)}, ${formatCount(matched)} with matches`],
    ...counters.filter(({ count }) => count > 0).map(({ what, count }) => [escapeText(what), formatCount(count)] as const),
  ];
  const label = Math.max(...rows.map(([name]) => widthOf(name)));
  return rows.map(([name, value]) => `${paint("dim", fit(name, label))}  ${value}`).join("\n");
}

type Cells = (rule: RuleStatsData) => readonly string[];

function ruleList(
  title: string,
  heads: readonly string[],
  rules: readonly RuleStatsData[],
  top: number,
  width: number,
  paint: Paint,
  cells: Cells,
): string {
  if (rules.length === 0) return "";
  const shown = rules.slice(0, top);
  const rows = [heads, ...shown.map(cells)];
  const widths = heads.map((_, i) => Math.max(...rows.map((row) => widthOf(row[i] ?? ""))));
  const used = widths.reduce((sum, columnWidth) => sum + columnWidth + 2, 0);
  const names = shown.map((rule) => escapeText(rule.name || rule.rule_id));
  const nameWidth = Math.min(Math.max(20, width - used), Math.max(4, ...names.map(widthOf)));
  const line = (name: string, row: readonly string[]): string =>
    [fit(name, nameWidth), ...row.map((cell, i) => fit(cell, widths[i] ?? 0))].join("  ").trimEnd();
  const more = rules.length > top ? [paint("dim", `and ${plural(rules.length - top, "more rule")}`)] : [];
  return [
    paint("bold", title),
    paint("dim", line("rule", heads)),
    ...shown.map((rule, i) => line(names[i] ?? "", cells(rule))),
    ...more,
  ].join("\n");
}

/** `3 alerted, 1 capped`. */
const fatesText = (fates: Readonly<Record<string, number>>): string =>
  Object.entries(fates)
    .filter(([, count]) => count > 0)
    .map(([fate, count]) => `${formatCount(count)} ${fate.replace("_", " ")}`)
    .join(", ");
