import type { RunSummary } from "../formats/output/run-summary.ts";
import { kindText, unmappedNotes } from "./inputs.ts";
import type { ScanReport } from "../toolkit/scan.ts";

/** The last lines of the table. */
export function summaryOf(report: ScanReport): RunSummary {
  return {
    events: report.events,
    bytes: report.bytes,
    seconds: report.seconds,
    files: report.input.read,
    members: report.input.members,
    rules: report.rules.length,
    skipped: [
      ...report.input.skipped.map((skipped) => ({ what: kindText(skipped), count: skipped.count })),
      { what: "events outside --since and --until", count: report.outside_time },
    ],
  };
}

/** What a person must be told though it is no fault: rules that did not run, events nobody looked at. */
export function runNotes(report: ScanReport): string[] {
  const notes: string[] = unmappedNotes(report.input);
  const notRun = Object.entries(report.not_run);
  if (notRun.length > 0) {
    const total = notRun.reduce((sum, [, count]) => sum + count, 0);
    notes.push(`note: ${total} rules were loaded but not run: ${notRun.map(([reason, count]) => `${count} × ${reason}`).join("; ")}`);
  }
  const capped = report.rules.reduce((sum, rule) => sum + rule.fates.capped, 0);
  if (capped > 0)
    notes.push(
      `note: ${capped} matches made no alert: more than max_signals in one slot of their rule; --max-signals none shows them, --ledger names them`,
    );
  if (report.no_time > 0) notes.push(`note: ${report.no_time} events have no readable @timestamp; alerts of them stand at 1970-01-01`);
  if (report.faulty > 0) notes.push(`note: ${report.faulty} rules were left out because of errors`);
  if (report.events > 0 && report.unrouted === report.events) {
    notes.push(
      "WARNING: no rule looked at any of these events: their index fits no rule's index patterns.",
      "         Set data_stream.* or _index on the events, or name the index with --index (for example --index logs-endpoint.events.process-default).",
    );
  }
  return notes;
}
