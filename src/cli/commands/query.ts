import { type Diagnostic, renderDiagnostic } from "../../diagnostics/index.ts";
import { plural } from "../../formats/output/quantity.ts";
import { readBatches } from "../../formats/input/read.ts";
import { isQueryError } from "../../toolkit/query-error.ts";
import { type CompiledQuery, compileQuery } from "../../toolkit/query.ts";
import { queryEvents } from "../../toolkit/query-events.ts";
import { schemaFields } from "../../toolkit/schema-file.ts";
import { within } from "../../toolkit/time-filter.ts";
import type { CommandSpec, Invocation } from "../command.ts";
import type { Settings } from "../flags.ts";
import { openOut } from "../output-file.ts";
import { guardInputs } from "../output-guard.ts";
import { inputSettings } from "../input-settings.ts";
import { runEsqlQuery } from "../query-esql.ts";
import { exitCodeOf, inputsOf, inputNotes } from "../inputs.ts";
import { createHitWriter } from "../render/hits.ts";
import { countSetting, listSetting, switchSetting, textSetting, timeSetting } from "../settings.ts";
import { CommandError } from "../usage-error.ts";
import { showPlan } from "../render/plan.ts";

/** `tocsin query`: one ad-hoc query over any input. */
export const queryCommand: CommandSpec = {
  name: "query",
  args: "<LANG> <QUERY> [FILE...]",
  summary: "run one query (eql, kuery, lucene, esql) over events",
  examples: [
    `tocsin query eql 'process where process.name : "*.pid"' examples/`,
    "tocsin query kuery 'event.action:ConsoleLogin' --fields @timestamp,user.name,source.ip trail.ndjson.gz",
    "tocsin query esql 'FROM logs-* | STATS n = COUNT(*) BY event.category | SORT n DESC' examples/",
    "zcat events.ndjson.gz | tocsin query eql 'any where true | head 5' - --output ndjson",
  ],
  flags: [
    "format",
    "mapping",
    "since",
    "until",
    "schema",
    "lookup",
    "enrich",
    "output",
    "out",
    "fields",
    "limit",
    "plan",
    "strict",
    "event-category-field",
    "timestamp-field",
    "tiebreaker-field",
  ],
  words: { strict: "warnings about the query, such as unknown fields, end the command with exit code 2" },
  run: runQuery,
};

async function runQuery(invocation: Invocation): Promise<number> {
  const { args, settings, terminal } = invocation;
  if (args[0] === "esql") return await runEsqlQuery(invocation);
  const [language = "", text = "", ...files] = args;
  const query = await compile(language, text, settings);
  for (const warning of query.diagnostics) terminal.err(`${renderDiagnostic(warning, { color: terminal.errColor })}\n`);
  if (switchSetting(settings, "plan")) {
    await terminal.out(showPlan(language, text, query.plan));
    return 0;
  }
  const limit = countSetting(settings, "limit") ?? Number.POSITIVE_INFINITY;
  const problems: Diagnostic[] = [];
  const inputs = inputsOf(files, terminal);
  await guardInputs(settings, inputs);
  const out = openOut(textSetting(settings, "out"), terminal);
  const input = readBatches(inputs, {
    ...(await inputSettings(settings, terminal)),
    onProblem: (problem) => void problems.push(problem),
  });
  const writer = createHitWriter({
    terminal: { ...terminal, out: (written) => out.write(written), color: out.isTerminal && terminal.color },
    output: textSetting(settings, "output") ?? "table",
    fields: textSetting(settings, "fields")
      ?.split(",")
      .map((field) => field.trim())
      .filter((field) => field !== ""),
  });
  let found = 0;
  for await (const hit of queryEvents(query, within(input, timeSetting(settings, "since"), timeSetting(settings, "until")), Date.now())) {
    if (found === limit) break;
    found++;
    await writer.write(hit);
  }
  await writer.end();
  await out.end();
  for (const problem of problems) terminal.err(`${renderDiagnostic(problem, { color: terminal.errColor })}\n`);
  for (const note of inputNotes(input.summary())) terminal.err(`${note}\n`);
  terminal.err(`${summary(found, limit, input.summary().events)}\n`);
  return exitCodeOf(input.summary(), limit !== Number.POSITIVE_INFINITY && found >= limit);
}

async function compile(language: string, text: string, settings: Settings): Promise<CompiledQuery> {
  const schema = listSetting(settings, "schema");
  try {
    const query = compileQuery(language, text, {
      size: Number.POSITIVE_INFINITY,
      ...(schema.length > 0 && { fields: await schemaFields(schema) }),
      eventCategoryField: textSetting(settings, "event-category-field"),
      timestampField: textSetting(settings, "timestamp-field"),
      tiebreakerField: textSetting(settings, "tiebreaker-field"),
    });
    if (switchSetting(settings, "strict") && query.diagnostics.length > 0) throw new CommandError(query.diagnostics);
    return query;
  } catch (error) {
    if (isQueryError(error)) throw new CommandError(error.diagnostics);
    throw error;
  }
}

function summary(found: number, limit: number, events: number): string {
  const stopped = found >= limit ? " (stopped at --limit)" : "";
  return `${plural(found, "result")} of ${plural(events, "event")}${stopped}`;
}
