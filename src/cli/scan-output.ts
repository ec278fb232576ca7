import type { Diagnostic } from "../diagnostics/index.ts";
import { createProgressLine } from "../formats/output/progress.ts";
import { outputFormat, OUTPUT_FORMATS } from "../formats/output/formats.ts";
import { renderStats } from "../formats/output/stats.ts";
import { SEVERITIES, type Severity } from "../rules/model.ts";
import type { ScanReport, ScanSink } from "../toolkit/scan.ts";
import type { Settings } from "./flags.ts";
import { exitCodeOf, unreadNotes } from "./inputs.ts";
import { printProblems, printRuleProblems } from "./rule-settings.ts";
import { runNotes, summaryOf } from "./scan-summary.ts";
import { listSetting, switchSetting, textSetting } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
import { createFile, openOut, type SideFile } from "./output-file.ts";
import { createReportFile } from "./report-file.ts";

/** Where a scan's results go on the command line. */
export interface ScanOutput {
  readonly sink: ScanSink;
  /** Writes what comes last; gives the exit code. */
  finish(report: ScanReport): Promise<number>;
  close(): void;
}

/** Sets up alerts, ledger, progress and statistics as the settings ask. A file that cannot be written ends the command. */
export async function createScanOutput(settings: Settings, inputs: readonly string[], terminal: Terminal): Promise<ScanOutput> {
  const out = openOut(textSetting(settings, "out"), terminal);
  const writer = (outputFormat(textSetting(settings, "output") ?? "") ?? OUTPUT_FORMATS[0])?.create({
    full: switchSetting(settings, "full"),
    all: switchSetting(settings, "full"),
    buildingBlocks: switchSetting(settings, "building-blocks"),
    history: listSetting(settings, "history").length > 0,
    color: out.isTerminal && terminal.color,
    width: terminal.width,
  });
  if (!writer) throw new Error("invariant: the table of output formats is empty");
  const report = await createReportFile(textSetting(settings, "report"), inputs);
  const ledger = openLines(textSetting(settings, "ledger"));
  const statsFile = textSetting(settings, "stats");
  const tellsStats = switchSetting(settings, "stats") || statsFile === "-";
  const stats: SideFile | undefined = statsFile === undefined || tellsStats ? undefined : createFile(statsFile);
  const progress = createProgressLine({ write: (text) => terminal.err(text), isTerminal: terminal.errIsTerminal, width: terminal.width });
  const shown = switchSetting(settings, "building-blocks");
  const failOn = textSetting(settings, "fail-on");
  const state = { alerts: 0, worst: -1, begun: false };
  const inputProblems: Diagnostic[] = [];
  let ruleProblems = 0;
  const begin = async (): Promise<void> => {
    if (!state.begun) await out.write(writer.begin());
    state.begun = true;
  };
  return {
    sink: {
      async alert(alert) {
        await begin();
        report?.alert(alert);
        const isBlock = alert["kibana.alert.building_block_type"] !== undefined;
        if (!isBlock) state.alerts++;
        if (!isBlock) state.worst = Math.max(state.worst, SEVERITIES.indexOf(alert["kibana.alert.severity"] as Severity));
        if (isBlock && !shown && !tellsBlocks(settings)) return;
        await out.write(writer.alert(alert));
      },
      ...(ledger && { ledger: (entry) => ledger.write(entry) }),
      started(engine) {
        ruleProblems = engine.problems.length;
        printRuleProblems(engine.problems, terminal, "queries");
      },
      problem: (problem) => void inputProblems.push(problem),
      progress: (state_) => progress.update({ ...state_, alerts: state.alerts }),
    },
    async finish(result) {
      progress.clear();
      await begin();
      await out.write(writer.end(summaryOf(result)));
      await out.end();
      ledger?.flush();
      report?.end(result);
      printProblems(inputProblems, terminal);
      for (const note of [...unreadNotes(result.input), ...runNotes(result)]) terminal.err(`${note}\n`);
      stats?.write(`${JSON.stringify(result, null, 1)}\n`);
      if (tellsStats) printStats(result, terminal);
      if (switchSetting(settings, "strict") && (ruleProblems > 0 || inputProblems.length > 0)) return 2;
      return failOn !== undefined && state.worst >= SEVERITIES.indexOf(failOn as Severity) ? 3 : exitCodeOf(result.input);
    },
    close() {
      progress.clear();
      for (const file of [report, ledger, stats]) file?.close();
    },
  };
}

/** The table counts building blocks even where it does not show them. */
const tellsBlocks = (settings: Settings): boolean => (textSetting(settings, "output") ?? "table") === "table";

/** Lines of JSON are gathered to about this many characters. */
const LINES_AT_ONCE = 64 * 1024;

/** Lines of JSON written in the order they come. */
function openLines(file: string | undefined): { write(entry: unknown): void; flush(): void; close(): void } | undefined {
  if (file === undefined) return undefined;
  const target = createFile(file);
  let lines = "";
  const flush = (): void => {
    const written = lines;
    lines = "";
    target.write(written);
  };
  return {
    write(entry) {
      lines += `${JSON.stringify(entry)}\n`;
      if (lines.length >= LINES_AT_ONCE) flush();
    },
    flush,
    close: () => target.close(),
  };
}

/** `--stats` without a file is for people, and goes to the error stream. */
function printStats(report: ScanReport, terminal: Terminal): void {
  const { events, bytes, seconds, rules } = report;
  const counters = [
    { what: "events no rule's index took", count: report.unrouted },
    { what: "events without a readable time", count: report.no_time },
    { what: "events outside --since and --until", count: report.outside_time },
    { what: "absences open at the end", count: report.open },
    ...Object.entries(report.limits).map(([name, count]) => ({ what: `limit reached: ${name}`, count })),
  ];
  terminal.err(renderStats({ events, bytes, seconds, counters, rules }, { color: terminal.errColor, width: terminal.width }));
}
