import type { Diagnostic } from "../diagnostics/index.ts";
import { loadExceptions } from "../rules/exceptions/load.ts";
import { strayRuleIds } from "../rules/exceptions/bind.ts";
import type { ExceptionList } from "../rules/exceptions/model.ts";
import { loadValueLists } from "../rules/value-lists/load.ts";
import type { MlJob } from "../rules/ml-jobs/model.ts";
import type { Rule } from "../rules/model.ts";
import type { ValueLists } from "../rules/value-lists/model.ts";
import type { GivenTables } from "../operators/esql/ready-tables.ts";
import { loadJobsFor } from "../toolkit/ml-jobs.ts";
import type { Settings } from "./flags.ts";
import { loadTables } from "./local-tables.ts";
import { printProblems } from "./rule-settings.ts";
import { listSetting, switchSetting } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
import { CommandError } from "./usage-error.ts";

/** What is bound to rules from outside their files. */
export interface Bindings extends GivenTables {
  readonly exceptions?: readonly ExceptionList[];
  readonly valueLists?: ValueLists;
}

/** Loads the machine learning jobs that the rules name: those of `--ml-jobs` and the shipped ones. With `--strict` any fault ends the command. */
export async function loadMlJobSetting(settings: Settings, terminal: Terminal, rules: readonly Rule[]): Promise<readonly MlJob[]> {
  const { jobs, problems } = await loadJobsFor(rules, listSetting(settings, "ml-jobs"));
  if (switchSetting(settings, "strict") && problems.length > 0) throw new CommandError(problems);
  printProblems(problems, terminal);
  return jobs;
}

/** Loads the exception lists and value lists that the settings name; `rules`: all that are loaded, which lists may name. With `--strict` any fault ends the command. */
export async function loadBindings(settings: Settings, terminal: Terminal, rules?: readonly Rule[]): Promise<Bindings> {
  const paths = listSetting(settings, "exceptions");
  const valuePaths = listSetting(settings, "value-lists");
  const exceptions = paths.length > 0 ? await loadExceptions(paths) : undefined;
  const values = valuePaths.length > 0 ? await loadValueLists(valuePaths) : undefined;
  const stray = exceptions && rules ? strayRuleIds(exceptions.lists, rules) : [];
  const unread: Diagnostic[] = [];
  const tables = await loadTables(settings, (problem) => void unread.push(problem));
  const problems: readonly Diagnostic[] = [...unread, ...(exceptions?.problems ?? []), ...stray, ...(values?.problems ?? [])];
  if (switchSetting(settings, "strict") && problems.length > 0) throw new CommandError(problems);
  printProblems(problems, terminal);
  return { ...tables, ...(exceptions && { exceptions: exceptions.lists }), ...(values && { valueLists: values.lists }) };
}
