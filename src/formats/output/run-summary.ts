import { escapeText } from "../../diagnostics/index.ts";
import type { Paint } from "./paint.ts";
import { formatBytes, formatCount, formatRate, formatSeconds, plural } from "./quantity.ts";
import { type AlertSeverity, SEVERITIES, severityLabel } from "./severity.ts";

/** What a run did besides alerting. Plain data. */
export interface RunSummary {
  readonly events: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Files read, and members of archives among them. */
  readonly files: number;
  readonly members?: number;
  /** Rules that ran. */
  readonly rules: number;
  /** What was skipped or left out, in words, with how often: `broken JSON records` 12. */
  readonly skipped?: readonly { readonly what: string; readonly count: number }[];
}

/** The alerts of a run, as the table saw them. */
export interface AlertCounts {
  readonly bySeverity: Readonly<Record<AlertSeverity, number>>;
  /** Rules that alerted. */
  readonly rules: number;
  readonly buildingBlocks: number;
}

/**
 * ```text
 * 214 alerts: 1 critical, 4 high, 209 medium · 6 rules · 12 building blocks
 * 40,569 events (80.3 MB) in 3 files (21 members) · 1,846 rules · 12.3 s (3,298 events/s)
 * skipped: 12 × broken JSON record
 * ```
 */
export function renderRunSummary(alerts: AlertCounts, run: RunSummary, paint: Paint): string {
  const lines = [alertLine(alerts, paint), paint("dim", workLine(run))];
  const skipped = (run.skipped ?? []).filter(({ count }) => count > 0);
  if (skipped.length > 0)
    lines.push(paint("dim", `skipped: ${skipped.map(({ what, count }) => `${formatCount(count)} × ${escapeText(what)}`).join(", ")}`));
  return `${lines.join("\n")}\n`;
}

function alertLine({ bySeverity, rules, buildingBlocks }: AlertCounts, paint: Paint): string {
  const total = SEVERITIES.reduce((sum, severity) => sum + bySeverity[severity], 0);
  const blocks = buildingBlocks === 0 ? "" : paint("dim", ` · ${plural(buildingBlocks, "building block")}`);
  if (total === 0) return `${paint("bold", "no alerts")}${blocks}`;
  const parts = SEVERITIES.toReversed()
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity) => paint(severity, severityLabel(severity).replace(" ", ` ${formatCount(bySeverity[severity])} `)));
  return `${paint("bold", plural(total, "alert"))}: ${parts.join(", ")} ${paint("dim", `· from ${plural(rules, "rule")}`)}${blocks}`;
}

/** `1 file`, `1 file (21 members)`. */
export const filesText = (files: number, members = 0): string =>
  `${plural(files, "file")}${members > 0 ? ` (${plural(members, "member")})` : ""}`;

function workLine({ events, bytes, seconds, files, members, rules }: RunSummary): string {
  const rate = formatRate(events, seconds);
  const speed = rate === "" ? "" : ` (${rate.replace("/s", " events/s")})`;
  return `${plural(events, "event")} (${formatBytes(bytes)}) in ${filesText(files, members)} · ${plural(rules, "rule")} · ${formatSeconds(seconds)}${speed}`;
}
