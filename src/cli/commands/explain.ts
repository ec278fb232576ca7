import { type Diagnostic, renderDiagnostic } from "../../diagnostics/index.ts";
import type { EventDocument } from "../../event/origin.ts";
import { readBatches } from "../../formats/input/read.ts";
import { defaultFields } from "../../event/schema.ts";
import { compileRule } from "../../rules/compile.ts";
import type { Rule } from "../../rules/model.ts";
import { explain } from "../../toolkit/explain/explain.ts";
import { schemaFields } from "../../toolkit/schema-file.ts";
import { createTimeFilter } from "../../toolkit/time-filter.ts";
import type { CommandSpec, Invocation } from "../command.ts";
import { findRule } from "../find-rule.ts";
import { exitCodeOf, inputsOf } from "../inputs.ts";
import { renderExplanation } from "../render/explanation.ts";
import { createPaint } from "../../formats/output/paint.ts";
import { showPlan } from "../render/plan.ts";
import { countSetting, listSetting, switchSetting, textSetting, timeSetting } from "../settings.ts";
import { CommandError } from "../usage-error.ts";

/** Events explained where no `--limit` is given: more than anyone reads. */
const DEFAULT_LIMIT = 1000;

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
  flags: ["rules", "format", "index", "since", "until", "schema", "limit", "output", "plan"],
  run: runExplain,
};

async function runExplain({ args, settings, terminal }: Invocation): Promise<number> {
  const [ruleName = "", ...files] = args;
  const rule = await findRule(ruleName, settings);
  if (switchSetting(settings, "plan")) {
    await terminal.out(planText(rule));
    return 0;
  }
  const problems: Diagnostic[] = [];
  const input = readBatches(inputsOf(files, terminal), { format: textSetting(settings, "format"), onProblem: (p) => void problems.push(p) });
  const inTime = createTimeFilter(timeSetting(settings, "since"), timeSetting(settings, "until"));
  const limit = countSetting(settings, "limit") ?? DEFAULT_LIMIT;
  const { events, cut } = await take(input, limit, inTime);
  const explanation = explain(rule, events, { schema: await schemaFields(listSetting(settings, "schema")), index: textSetting(settings, "index") });
  const output = textSetting(settings, "output") ?? "table";
  if (output === "table") await terminal.out(`${renderExplanation(explanation, createPaint(terminal.color)).join("\n")}\n`);
  else await terminal.out(`${JSON.stringify(explanation, null, output === "json" ? 2 : 0)}\n`);
  for (const problem of problems) terminal.err(`${renderDiagnostic(problem, { color: terminal.errColor })}\n`);
  if (cut) terminal.err(`only the first ${limit} events are explained; --limit N takes more\n`);
  return exitCodeOf(input.summary(), cut);
}

async function take(
  input: AsyncIterable<readonly EventDocument[]>,
  limit: number,
  inTime: ((event: EventDocument) => boolean) | undefined,
): Promise<{ events: EventDocument[]; cut: boolean }> {
  const events: EventDocument[] = [];
  for await (const batch of input) {
    for (const event of batch) {
      if (inTime && !inTime(event)) continue;
      if (events.length === limit) return { events, cut: true };
      events.push(event);
    }
  }
  return { events, cut: false };
}

function planText(rule: Rule): string {
  const { plan, diagnostics, unsupported } = compileRule(rule, { fields: defaultFields() });
  if (!plan || !rule.query) {
    const fallback: Diagnostic = { code: "T9001", severity: "error", message: `there is no plan for this rule: ${unsupported ?? "it has no query"}` };
    throw new CommandError(diagnostics.some((d) => d.severity === "error") ? diagnostics : [fallback], 1);
  }
  return showPlan(rule.query.language, rule.query.source.text, plan);
}
