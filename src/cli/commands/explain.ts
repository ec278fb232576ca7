import { type Diagnostic, isError } from "../../diagnostics/index.ts";
import { readBatches } from "../../formats/input/read.ts";
import { createPaint } from "../../formats/output/paint.ts";
import { compileRule } from "../../rules/compile.ts";
import type { Rule } from "../../rules/model.ts";
import { createExplainer, type Explainer } from "../../toolkit/explain/explainer.ts";
import type { RuleExplanation } from "../../toolkit/explain/explanation.ts";
import { readIndicators } from "../../toolkit/indicators.ts";
import { schemaFields } from "../../toolkit/schema-file.ts";
import { createTimeFilter } from "../../toolkit/time-filter.ts";
import { loadBindings, loadMlJobSetting } from "../bindings.ts";
import type { CommandSpec, Invocation } from "../command.ts";
import { findRule } from "../find-rule.ts";
import { RUN_FLAGS, type Settings } from "../flags.ts";
import { inputSettings } from "../input-settings.ts";
import { exitCodeOf, inputsOf, inputNotes } from "../inputs.ts";
import { renderExplanation } from "../render/explanation.ts";
import { showPlan } from "../render/plan.ts";
import { printProblems } from "../rule-settings.ts";
import { countSetting, listSetting, maxSignalsSetting, switchSetting, textSetting, timeSetting } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { CommandError } from "../usage-error.ts";

/** Events explained clause by clause where no `--limit` is given: for people, and for programs. */
const SHOWN_EVENTS = 10;
const WRITTEN_EVENTS = 1000;

/** Columns that a terminal is taken to have at the least. */
const MIN_WIDTH = 40;

/** `tocsin explain`: why each event did or did not match a rule. */
export const explainCommand: CommandSpec = {
  name: "explain",
  args: "<RULE> [FILE...]",
  summary: "why each event did or did not match a rule",
  examples: [
    "tocsin explain 'Root Process*' examples/linux-web-server.ndjson",
    "tocsin explain my-rule.toml event.json",
    "tocsin explain my-rule.toml --plan",
  ],
  flags: ["rules", ...RUN_FLAGS, "limit", "all", "output", "plan", "strict"],
  words: { limit: `explain at most this many events clause by clause (default ${SHOWN_EVENTS}, as JSON ${WRITTEN_EVENTS})` },
  run: runExplain,
};

async function runExplain({ args, settings, terminal }: Invocation): Promise<number> {
  const [ruleName = "", ...files] = args;
  const rule = await findRule(ruleName, settings, terminal);
  if (switchSetting(settings, "plan")) {
    await terminal.out(await planText(rule, settings));
    return 0;
  }
  const inputs = inputsOf(files, terminal);
  const problems: Diagnostic[] = [];
  const onProblem = (problem: Diagnostic): void => void problems.push(problem);
  const limit = limitOf(settings);
  const explainer = await prepare(rule, settings, terminal, limit, onProblem);
  const input = readBatches(inputs, { ...(await inputSettings(settings, terminal)), onProblem });
  const inTime = createTimeFilter(timeSetting(settings, "since"), timeSetting(settings, "until"));
  for await (const batch of input) for (const event of batch) if (!inTime || inTime(event)) explainer.push(event);
  const explanation = explainer.finish();
  await write(explanation, settings, terminal, explanation.events > limit);
  printProblems(problems, terminal);
  for (const note of inputNotes(input.summary())) terminal.err(`${note}\n`);
  return explanation.problems.some(isError) && explanation.documents.length === 0 ? 1 : exitCodeOf(input.summary());
}

function limitOf(settings: Settings): number {
  if (switchSetting(settings, "all")) return Number.POSITIVE_INFINITY;
  const isTable = (textSetting(settings, "output") ?? "table") === "table";
  return countSetting(settings, "limit") ?? (isTable ? SHOWN_EVENTS : WRITTEN_EVENTS);
}

/** An explainer with all that is bound to the rule from outside: exceptions, indicators, history. */
async function prepare(
  rule: Rule,
  settings: Settings,
  terminal: Terminal,
  limit: number,
  onProblem: (problem: Diagnostic) => void,
): Promise<Explainer> {
  const explainer = createExplainer(rule, {
    ...(await loadBindings(settings, terminal)),
    schema: await schemaFields(listSetting(settings, "schema")),
    index: textSetting(settings, "index"),
    maxSignals: maxSignalsSetting(settings),
    mlJobs: await loadMlJobSetting(settings, terminal, [rule]),
    limit,
  });
  const indicators = listSetting(settings, "indicators");
  if (indicators.length > 0)
    for await (const batch of readIndicators(indicators, { onProblem, now: Date.now() }))
      for (const each of batch) explainer.addIndicator(each);
  const anomalies = listSetting(settings, "anomalies");
  if (anomalies.length > 0)
    for await (const batch of readBatches(anomalies, { onProblem })) for (const record of batch) explainer.addAnomaly(record);
  const history = listSetting(settings, "history");
  if (history.length > 0) for await (const batch of readBatches(history, { onProblem })) for (const event of batch) explainer.prime(event);
  return explainer;
}

async function write(explanation: RuleExplanation, settings: Settings, terminal: Terminal, brief: boolean): Promise<void> {
  const output = textSetting(settings, "output") ?? "table";
  if (output !== "table") {
    await terminal.out(`${JSON.stringify(explanation, null, output === "json" ? 2 : 0)}\n`);
    return;
  }
  const style = { brief, ...(terminal.outIsTerminal && { width: Math.max(MIN_WIDTH, terminal.width) }) };
  await terminal.out(`${renderExplanation(explanation, createPaint(terminal.color), style).join("\n")}\n`);
}

async function planText(rule: Rule, settings: Settings): Promise<string> {
  const { plan, diagnostics, unsupported } = compileRule(rule, { fields: await schemaFields(listSetting(settings, "schema")) });
  if (!plan || !rule.query) {
    const fallback: Diagnostic = {
      code: "T9001",
      severity: "error",
      message: `there is no plan for this rule: ${unsupported ?? "it has no query"}`,
    };
    throw new CommandError(diagnostics.some(isError) ? diagnostics : [fallback], 1);
  }
  return showPlan(rule.query.language, rule.query.source.text, plan);
}
