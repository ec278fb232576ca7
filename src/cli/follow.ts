import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/index.ts";
import { isJsonObject, type Json } from "../event/json.ts";
import { NotFollowable } from "../formats/input/follow/follow-inputs.ts";
import { ndjson } from "../formats/output/formats/ndjson.ts";
import { table } from "../formats/output/formats/table.ts";
import { StoreError } from "../store/database.ts";
import { follow, type FollowSink } from "../toolkit/follow/follow.ts";
import { type FollowPlace, openPlace, PlaceInUse } from "../toolkit/follow/follow-place.ts";
import { openResults, type ResultsFile } from "../toolkit/follow/results-file.ts";
import type { ScanOptions } from "../toolkit/scan.ts";
import type { FlagName, Settings } from "./flags.ts";
import { exitCodeOf, unmappedNotes } from "./inputs.ts";
import { printProblems, printRuleProblems } from "./rule-settings.ts";
import { switchSetting, textSetting } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
import { outputFailed, usageError } from "./usage-error.ts";

/** What a run without an end cannot give. */
const NOT_WITH_FOLLOW: readonly FlagName[] = ["report", "ledger", "stats", "anomalies", "fail-on", "jobs"];

/** `tocsin scan --follow`: alerts as they ring, until it is interrupted. */
export async function runFollow(options: ScanOptions, settings: Settings, terminal: Terminal): Promise<number> {
  checkSettings(options.inputs, settings);
  const out = textSetting(settings, "out");
  const file = out === "-" ? undefined : out;
  const place = placeOf(textSetting(settings, "data"), file);
  const output = createOutput(file, settings, terminal);
  try {
    const report = await follow({ ...options, ...(place && { place }), stop: untilSignal() }, output.sink);
    for (const note of unmappedNotes(report.input)) terminal.err(`${note}\n`);
    return exitCodeOf(report.input, report.input.files > 0);
  } catch (error) {
    if (error instanceof NotFollowable) throw usageError(error.message, "leave --follow out to read it once");
    throw error;
  } finally {
    await output.close();
    place?.close();
  }
}

function checkSettings(inputs: readonly string[], settings: Settings): void {
  for (const name of NOT_WITH_FOLLOW)
    if (settings[name] !== undefined && settings[name] !== false)
      throw usageError(`--${name} does not go with --follow`, "a scan without --follow takes it");
  const output = textSetting(settings, "output");
  if (output !== undefined && output !== "ndjson")
    throw usageError(
      `--output ${output} does not go with --follow`,
      "alerts are written as they come, one JSON object a line: --output ndjson",
    );
  for (const input of inputs) {
    if (input === "-") throw usageError("--follow reads files, not standard input", "leave --follow out: a pipe is read as it comes");
    const stats = statSync(input, { throwIfNoEntry: false });
    if (stats?.isDirectory()) throw usageError(`--follow reads files, and ${input} is a folder`, "name the log files in it");
    if (!stats && /[*?[]/.test(input))
      throw usageError(`--follow takes no patterns: ${input}`, "name the log files, or let the shell do it");
  }
}

/** The store, a file beside the results, or nothing. */
function placeOf(data: string | undefined, out: string | undefined): FollowPlace | undefined {
  const path = data === undefined ? out && `${out}.state` : join(data, "tocsin.db");
  if (path === undefined) return undefined;
  const follower = data === undefined || out === undefined ? "" : resolve(out);
  try {
    return openPlace({ path, follower, keepsAlerts: data !== undefined });
  } catch (error) {
    if (error instanceof PlaceInUse)
      throw usageError(`another \`tocsin scan --follow\` is using ${path}`, "stop it, or name another --data or --out");
    if (error instanceof StoreError) throw usageError(error.message);
    if (error instanceof Error) throw outputFailed(path, error);
    throw error;
  }
}

interface FollowOutput {
  readonly sink: FollowSink;
  close(): Promise<void>;
}

function createOutput(file: string | undefined, settings: Settings, terminal: Terminal): FollowOutput {
  const problems = {
    started: (engine: { readonly problems: readonly Diagnostic[] }) => printRuleProblems(engine.problems, terminal, "queries"),
    problem: (problem: Diagnostic) => printProblems([problem], terminal),
  };
  const full = switchSetting(settings, "full");
  const shown = switchSetting(settings, "building-blocks");
  const isShown = (alert: Readonly<Record<string, unknown>>): boolean => shown || alert["kibana.alert.building_block_type"] === undefined;
  if (file === undefined) {
    const forPeople = terminal.outIsTerminal && textSetting(settings, "output") === undefined;
    const rows = { full, all: true, buildingBlocks: shown, color: terminal.color, width: terminal.width };
    const writer = (forPeople ? table : ndjson).create(rows);
    return {
      sink: {
        ...problems,
        resume: () => terminal.out(writer.begin()),
        alert: (alert) => (isShown(alert) ? terminal.out(writer.alert(alert)) : undefined),
      },
      close: async () => undefined,
    };
  }
  const writer = ndjson.create({ full });
  let results: ResultsFile | undefined;
  return {
    sink: {
      ...problems,
      async resume(saved) {
        const opened = await openResults(file, lengthIn(saved)).catch((error: Error) => Promise.reject(outputFailed(file, error)));
        results = opened;
        if (opened.wasShorter) terminal.err(`note: ${file} is shorter than it was left: results go on at its end\n`);
      },
      alert: (alert) => (isShown(alert) ? results?.write(writer.alert(alert)) : undefined),
      flush: async () => ({ length: (await results?.flush()) ?? 0 }),
    },
    close: async () => await results?.close(),
  };
}

/** Bytes of the results that count. */
function lengthIn(saved: Json): number | undefined {
  const length = isJsonObject(saved) ? saved["length"] : undefined;
  return typeof length === "number" ? length : undefined;
}

function untilSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => {
      stop.abort();
      process.once(name, () => process.exit(130));
    });
  return stop.signal;
}
