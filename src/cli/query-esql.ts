import { type Diagnostic, escapeText, renderDiagnostic } from "../diagnostics/index.ts";
import { readBatches } from "../formats/input/read.ts";
import { plural } from "../formats/output/quantity.ts";
import { ALL } from "../plan/combine.ts";
import { type CompiledEsqlQuery, compileEsqlText, type EsqlResult } from "../toolkit/esql-query.ts";
import { isQueryError } from "../toolkit/query-error.ts";
import { schemaFields } from "../toolkit/schema-file.ts";
import { createTimeFilter } from "../toolkit/time-filter.ts";
import type { Invocation } from "./command.ts";
import type { Settings } from "./flags.ts";
import { exitCodeOf, inputsOf, inputNotes } from "./inputs.ts";
import { inputSettings } from "./input-settings.ts";
import { loadTables } from "./local-tables.ts";
import { openOut } from "./output-file.ts";
import { guardInputs } from "./output-guard.ts";
import { writeRows } from "./render/rows.ts";
import { showPlan } from "./render/plan.ts";
import { printProblems } from "./rule-settings.ts";
import { countSetting, listSetting, switchSetting, textSetting, timeSetting } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
import { CommandError } from "./usage-error.ts";

/** `tocsin query esql`: a table of rows out of any input. */
export async function runEsqlQuery({ args, settings, terminal }: Invocation): Promise<number> {
  const [, text = "", ...files] = args;
  const problems: Diagnostic[] = [];
  const onProblem = (problem: Diagnostic): void => void problems.push(problem);
  const query = await compile(text, settings, onProblem);
  for (const warning of query.diagnostics) terminal.err(`${renderDiagnostic(warning, { color: terminal.errColor })}\n`);
  const { plan } = query;
  if (switchSetting(settings, "plan")) {
    await terminal.out(showPlan("esql", text, { root: { kind: "esql", where: ALL, query: plan, each: "row" }, pipes: [] }));
    return 0;
  }
  if (plan.source.kind === "row") {
    await print(query.search(), settings, terminal);
    return 0;
  }
  const inputs = inputsOf(files, terminal);
  await guardInputs(settings, inputs);
  const input = readBatches(inputs, { ...(await inputSettings(settings, terminal)), onProblem });
  const inTime = createTimeFilter(timeSetting(settings, "since"), timeSetting(settings, "until"));
  const search = query.begin();
  let wanted = true;
  reading: for await (const batch of input) {
    for (const event of batch) {
      if (inTime && !inTime(event)) continue;
      wanted = search.push(event);
      if (!wanted) break reading;
    }
  }
  const result = search.finish();
  await print(result, settings, terminal);
  printProblems(problems, terminal);
  for (const note of inputNotes(input.summary())) terminal.err(`${note}\n`);
  const { events } = input.summary();
  if (events > 0 && search.skipped === events)
    terminal.err(`no event is of an index that FROM names: ${escapeText(plan.source.patterns.join(", "))}\n`);
  terminal.err(
    `${plural(result.rows.length, "row")} of ${plural(events, "event")}${result.rows.length === countSetting(settings, "limit") ? " (stopped at --limit)" : ""}\n`,
  );
  return exitCodeOf(input.summary(), !wanted);
}

async function compile(text: string, settings: Settings, onProblem: (problem: Diagnostic) => void): Promise<CompiledEsqlQuery> {
  const schema = listSetting(settings, "schema");
  const tables = await loadTables(settings, onProblem);
  try {
    const query = compileEsqlText(text, {
      ...tables,
      size: countSetting(settings, "limit") ?? Number.POSITIVE_INFINITY,
      ...(schema.length > 0 && { fields: await schemaFields(schema) }),
    });
    if (switchSetting(settings, "strict") && query.diagnostics.length > 0) throw new CommandError(query.diagnostics);
    return query;
  } catch (error) {
    if (isQueryError(error)) throw new CommandError(error.diagnostics);
    throw error;
  }
}

async function print({ columns, rows, warnings }: EsqlResult, settings: Settings, terminal: Terminal): Promise<void> {
  const out = openOut(textSetting(settings, "out"), terminal);
  const fields = textSetting(settings, "fields")
    ?.split(",")
    .map((field) => field.trim());
  const places = fields
    ? fields.map((field) => columns.findIndex(({ name }) => name === field)).filter((place) => place !== -1)
    : columns.map((_, i) => i);
  const names = places.map((place) => columns[place]?.name ?? "");
  const shown = rows.map((row) => places.map((place) => row[place] ?? null));
  await writeRows(names, shown, textSetting(settings, "output") ?? "table", { ...terminal, out: (written) => out.write(written) });
  await out.end();
  for (const warning of warnings) terminal.err(`warning: ${escapeText(warning)}\n`);
}
