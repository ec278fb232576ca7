import v8 from "node:v8";
import type { CommandSpec, Invocation } from "../command.ts";
import { RUN_FLAGS, type Settings } from "../flags.ts";
import { inputsOf } from "../inputs.ts";
import { inputSettings } from "../input-settings.ts";
import { loadBindings, loadMlJobSetting } from "../bindings.ts";
import { type LoadedRules, loadSelected, printRuleProblems } from "../rule-settings.ts";
import type { Terminal } from "../terminal.ts";
import { guardInputs } from "../output-guard.ts";
import { createScanOutput } from "../scan-output.ts";
import { durationSetting, listSetting, maxSignalsSetting, positiveSetting, switchSetting, textSetting, timeSetting } from "../settings.ts";
import { schemaFields } from "../../toolkit/schema-file.ts";
import { scan, type ScanOptions } from "../../toolkit/scan.ts";
import type { Rule } from "../../rules/model.ts";
import type { CommandError } from "../usage-error.ts";
import { usageError } from "../usage-error.ts";

/** `tocsin scan`: rules over events, alerts out. */
export const scanCommand: CommandSpec = {
  name: "scan",
  args: "[FILE...]",
  summary: "run rules over events and print the alerts",
  examples: [
    "tocsin scan examples/",
    "tocsin scan --rules ../detection-rules/rules evidence.zip --output ndjson -o alerts.ndjson",
    "zstdcat events.zst | tocsin scan --severity high --severity critical --fail-on high",
    "tocsin scan --follow /var/log/audit/audit.log -o alerts.ndjson",
  ],
  flags: [
    "rules",
    "rule",
    "severity",
    "tag",
    "type",
    "include-inactive",
    ...RUN_FLAGS,
    "output",
    "out",
    "full",
    "building-blocks",
    "lateness",
    "jobs",
    "report",
    "ledger",
    "stats",
    "strict",
    "fail-on",
    "follow",
    "data",
  ],
  run: runScan,
};

async function runScan({ args, settings, terminal }: Invocation): Promise<number> {
  const inputs = inputsOf(args, terminal);
  growHeapBy(FREELY);
  const { rules, all, inactive, problems } = await loadSelected(settings);
  printRuleProblems(problems, terminal, "rule files");
  if (rules.length === 0) throw nothingToRun(inactive);
  await guardInputs(settings, inputs);
  if (switchSetting(settings, "follow")) {
    const { runFollow } = await import("../follow.ts");
    growHeapBy(WHILE_READING);
    return await runFollow(await scanOptions(settings, terminal, inputs, { rules, all }), settings, terminal);
  }
  if (textSetting(settings, "data") !== undefined) throw usageError("--data goes with --follow", "leave it out, or add --follow");
  const output = await createScanOutput(settings, inputs, terminal);
  try {
    const report = await scan(await scanOptions(settings, terminal, inputs, { rules, all }), {
      ...output.sink,
      started(engine) {
        growHeapBy(WHILE_READING);
        output.sink.started?.(engine);
      },
      read: saveMemory,
    });
    return await output.finish(report);
  } finally {
    output.close();
  }
}

/** State is at its largest once all is read, and speed matters less than while reading: the heap keeps close to what lives. */
function saveMemory(): void {
  v8.setFlagsFromString("--optimize-for-size");
  growHeapBy(AT_THE_END);
}

/** Most of what loading and compiling rules makes stays: a heap that grows little at a time would be gone over again and again. */
const FREELY = 0;
/** As `bin/main.mjs` sets it for all commands. */
const WHILE_READING = 25;
const AT_THE_END = 15;

/** By how many percent of what lives the heap may grow before it is collected; 0: as V8 thinks best. */
const growHeapBy = (percent: number): void => v8.setFlagsFromString(`--heap-growing-percent=${percent}`);

async function scanOptions(
  settings: Settings,
  terminal: Terminal,
  inputs: readonly string[],
  { rules, all }: Pick<LoadedRules, "rules" | "all">,
): Promise<ScanOptions> {
  return {
    inputs,
    rules,
    ...(await loadBindings(settings, terminal, all)),
    history: listSetting(settings, "history"),
    indicators: listSetting(settings, "indicators"),
    anomalies: listSetting(settings, "anomalies"),
    mlJobs: await loadMlJobSetting(settings, terminal, rules),
    fields: await schemaFields(listSetting(settings, "schema")),
    strict: switchSetting(settings, "strict"),
    ...(await inputSettings(settings, terminal)),
    index: textSetting(settings, "index"),
    since: timeSetting(settings, "since"),
    until: timeSetting(settings, "until"),
    maxSignals: maxSignalsSetting(settings),
    lateness: durationSetting(settings, "lateness"),
    jobs: positiveSetting(settings, "jobs"),
  };
}

function nothingToRun(inactive: readonly Rule[]): CommandError {
  const hint =
    inactive.length > 0
      ? `${inactive.length} fitting rules are deprecated, in development or disabled; --include-inactive runs them`
      : "check --rules, and what --rule, --severity, --tag and --type select";
  return usageError("There is no rule to run", hint);
}
