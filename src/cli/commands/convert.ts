import type { Diagnostic } from "../../diagnostics/index.ts";
import { readBatches } from "../../formats/input/read.ts";
import type { CommandSpec, Invocation } from "../command.ts";
import { inputSettings } from "../input-settings.ts";
import { exitCodeOf, inputsOf, inputNotes } from "../inputs.ts";
import { openOut } from "../output-file.ts";
import { guardInputs } from "../output-guard.ts";
import { printProblems } from "../rule-settings.ts";
import { switchSetting, textSetting, timeSetting } from "../settings.ts";
import { createTimeFilter } from "../../toolkit/time-filter.ts";

/** `tocsin convert`: raw logs in, ECS documents out. */
export const convertCommand: CommandSpec = {
  name: "convert",
  args: "[FILE...]",
  summary: "turn raw logs into ECS documents, one JSON object a line",
  examples: [
    "tocsin convert /var/log/audit/audit.log -o audit.ecs.ndjson",
    "tocsin convert evidence.zip | tocsin query eql 'process where process.name == \"curl\"' -",
    "tocsin convert --mapping proxy.toml proxy.csv",
  ],
  flags: ["format", "mapping", "since", "until", "out", "strict"],
  words: { strict: "faults of the input end the command with exit code 2" },
  run: runConvert,
};

async function runConvert({ args, settings, terminal }: Invocation): Promise<number> {
  const inputs = inputsOf(args, terminal);
  await guardInputs(settings, inputs);
  const problems: Diagnostic[] = [];
  const input = readBatches(inputs, { ...(await inputSettings(settings, terminal)), onProblem: (problem) => void problems.push(problem) });
  const out = openOut(textSetting(settings, "out"), terminal);
  const inTime = createTimeFilter(timeSetting(settings, "since"), timeSetting(settings, "until"));
  for await (const batch of input) {
    const wanted = inTime ? batch.filter(inTime) : batch;
    if (wanted.length > 0) await out.write(wanted.map((event) => `${JSON.stringify(event)}\n`).join(""));
  }
  await out.end();
  printProblems(problems, terminal);
  const { events, converted, unmapped } = input.summary();
  for (const note of inputNotes(input.summary())) terminal.err(`${note}\n`);
  terminal.err(
    `${events} events: ${accountOf(
      converted,
      events,
      unmapped.reduce((sum, { count }) => sum + count, 0),
    )}\n`,
  );
  if (switchSetting(settings, "strict") && problems.length > 0) return 2;
  return exitCodeOf(input.summary());
}

/** `120 by auditd, 3 by cloudtrail, 40 ECS already, 2 without a mapping` */
function accountOf(converted: Readonly<Record<string, number>>, events: number, unmapped: number): string {
  const made = Object.entries(converted);
  const rest = events - made.reduce((sum, [, count]) => sum + count, 0) - unmapped;
  const parts = made.map(([name, count]) => `${count} by ${name}`);
  if (rest > 0) parts.push(`${rest} ECS already`);
  if (unmapped > 0) parts.push(`${unmapped} without a mapping`);
  return parts.length > 0 ? parts.join(", ") : "nothing to convert";
}
