import type { CommandSpec, Invocation } from "../command.ts";
import { inputSettings } from "../input-settings.ts";
import { exitCodeOf, inputsOf, inputNotes } from "../inputs.ts";
import { createFile, openOut } from "../output-file.ts";
import { guardInputs } from "../output-guard.ts";
import { renderCoverage } from "../render/coverage.ts";
import { loadSelected, printProblems, printRuleProblems } from "../rule-settings.ts";
import { listSetting, textSetting, timeSetting } from "../settings.ts";
import { coverage, type CoverageReport } from "../../toolkit/readiness/coverage.ts";
import { navigatorLayer } from "../../toolkit/readiness/navigator.ts";
import { schemaFields } from "../../toolkit/schema-file.ts";
import type { Diagnostic } from "../../diagnostics/index.ts";

/** `tocsin coverage`: which rules such events could ever make fire, and what the others miss. */
export const coverageCommand: CommandSpec = {
  name: "coverage",
  args: "[FILE...]",
  summary: "show which rules such events could make fire, and what the others miss",
  examples: [
    "tocsin coverage --rules ../detection-rules/rules security.evtx sysmon.evtx",
    "tocsin coverage --rules ../detection-rules/rules events/ --navigator layer.json",
    "tocsin coverage events.ndjson --output ndjson",
  ],
  flags: [
    "rules",
    "rule",
    "severity",
    "tag",
    "type",
    "include-inactive",
    "format",
    "mapping",
    "index",
    "since",
    "until",
    "schema",
    "output",
    "out",
    "full",
    "navigator",
    "strict",
  ],
  words: { full: "list every field and technique", strict: "faults of rules end the command with exit code 2" },
  run: runCoverage,
};

async function runCoverage({ args, settings, terminal }: Invocation): Promise<number> {
  const inputs = inputsOf(args, terminal);
  const { rules, problems } = await loadSelected(settings);
  printRuleProblems(problems, terminal, "rule files");
  await guardInputs(settings, inputs);
  const layer = textSetting(settings, "navigator");
  const layerFile = layer === undefined ? undefined : createFile(layer);
  const out = openOut(textSetting(settings, "out"), terminal);
  const told: Diagnostic[] = [];
  const report = await coverage({
    inputs,
    rules,
    ...(await inputSettings(settings, terminal)),
    since: timeSetting(settings, "since"),
    until: timeSetting(settings, "until"),
    index: textSetting(settings, "index"),
    onProblem: (problem) => told.push(problem),
    ...(await fieldsOf(listSetting(settings, "schema"))),
  });
  printProblems(told, terminal);
  for (const line of inputNotes(report.input)) terminal.err(`${line}\n`);
  if (layerFile !== undefined) {
    layerFile.write(`${JSON.stringify(navigatorLayer(report), null, 2)}\n`);
    layerFile.close();
  }
  await out.write(textOf(report, textSetting(settings, "output") ?? "table", terminal.width, settings["full"] === true));
  await out.end();
  return exitCodeOf(report.input);
}

const fieldsOf = async (files: readonly string[]) => (files.length > 0 ? { fields: await schemaFields(files) } : {});

function textOf(report: CoverageReport, output: string, width: number, full: boolean): string {
  if (output === "table") return renderCoverage(report, width, full);
  const entries = report.rules.map(({ rule, readiness, missing, fields: about }) => ({
    rule_id: rule.id,
    name: rule.name,
    readiness,
    missing,
    fields: about,
    techniques: [
      ...new Set(
        rule.threat.flatMap(({ technique }) => technique.flatMap((each) => [each, ...(each.subtechnique ?? [])]).map(({ id }) => id)),
      ),
    ],
  }));
  if (output === "ndjson") return entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
  const { events, counts, fields, techniques } = report;
  return `${JSON.stringify({ events, counts, fields, techniques, rules: entries }, null, 2)}\n`;
}
