import type { JsonObject } from "../event/json.ts";
import { parseTime } from "../event/time.ts";
import type { SkippedKind } from "../formats/input/problems.ts";
import type { ReportRun } from "../formats/output/report/report.ts";
import type { ScanReport } from "../toolkit/scan.ts";
import { createFile } from "./output-file.ts";
import { kindText } from "./inputs.ts";
import { runNotes } from "./scan-summary.ts";

/** The HTML report of `--report FILE`, written at the end of the scan. */
export interface ReportFile {
  alert(alert: JsonObject): void;
  end(result: ScanReport): void;
  close(): void;
}

/** Opens the file at once, so that a wrong path ends the command before the scan. */
export async function createReportFile(file: string | undefined, inputs: readonly string[]): Promise<ReportFile | undefined> {
  if (file === undefined) return undefined;
  const target = createFile(file);
  const { createReport } = await import("../formats/output/report/report.ts");
  const report = createReport();
  return {
    alert: (alert) => report.alert(alert),
    end(result) {
      for (const piece of report.end(runOf(result, inputs))) target.write(piece);
    },
    close: () => target.close(),
  };
}

function leftOut(skipped: SkippedKind): NonNullable<ReportRun["skipped"]>[number] {
  const { count, inputs } = skipped;
  const { location } = skipped.example;
  const what = kindText(skipped);
  if (inputs && inputs.length > 0) return { what, count, inputs };
  return { what, count, ...(location && { example: `${location.file}:${location.line}` }) };
}

function runOf(result: ScanReport, inputs: readonly string[]): ReportRun {
  const [from, to] = [result.first, result.last].map((time) => (time === null ? undefined : parseTime(time)));
  return {
    inputs,
    files: result.input.read,
    members: result.input.members,
    events: result.events,
    bytes: result.bytes,
    rulesRun: result.rules.length,
    notRun: Object.entries(result.not_run).map(([reason, count]) => ({ reason, count })),
    skipped: result.input.skipped.map(leftOut),
    notes: runNotes({ ...result, not_run: {} }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}
