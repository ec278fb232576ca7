import { existsSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Diagnostic, isError, renderDiagnostic } from "../diagnostics/index.ts";
import { plural } from "../formats/output/quantity.ts";
import { loadRules } from "../rules/load.ts";
import type { Rule } from "../rules/model.ts";
import { type SelectedRules, selectRules } from "../toolkit/select-rules.ts";
import type { Settings } from "./flags.ts";
import { listSetting, switchSetting } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
import { CommandError, usageError } from "./usage-error.ts";

/** The rules that ship with Tocsin: beside `src/` in a clone, beside `dist/` in the published package. */
export const SHIPPED_RULES: string = shortest(fileURLToPath(new URL("../../rules/", import.meta.url)));

/** A path below the working folder is shown relative to it. */
function shortest(path: string): string {
  const local = relative(process.cwd(), path);
  return local === "" || local.startsWith("..") || isAbsolute(local) ? path : local;
}

export interface LoadedRules extends SelectedRules {
  readonly all: readonly Rule[];
  readonly problems: readonly Diagnostic[];
}

/** Paths of `--rules`, or the shipped rules. A path that does not exist ends the command. */
export function rulePaths(settings: Settings): readonly string[] {
  const paths = listSetting(settings, "rules");
  const missing = paths.find((path) => !/[*?[{]/.test(path) && !existsSync(path));
  if (missing !== undefined) throw usageError(`No such rule file or folder: ${missing}`, "check the path given with --rules");
  return paths.length > 0 ? paths : [SHIPPED_RULES];
}

/** Loads the rules the settings name and picks those they select. With `--strict` any fault ends the command. */
export async function loadSelected(settings: Settings, paths: readonly string[] = rulePaths(settings)): Promise<LoadedRules> {
  const { rules: all, problems } = await loadRules(paths);
  if (switchSetting(settings, "strict") && problems.length > 0) throw new CommandError(problems);
  const selected = selectRules(all, {
    rule: listSetting(settings, "rule"),
    severity: listSetting(settings, "severity"),
    tag: listSetting(settings, "tag"),
    type: listSetting(settings, "type"),
    includeInactive: switchSetting(settings, "include-inactive"),
  });
  return { all, problems, ...selected };
}

/** Faults shown one by one before the rest is only counted. */
const SHOWN_PROBLEMS = 10;

/** Prints diagnostics to the error stream: errors, then warnings, the rest counted past a few. */
export function printProblems(problems: readonly Diagnostic[], terminal: Terminal, shown: number = SHOWN_PROBLEMS): void {
  const ordered = [...problems.filter(isError), ...problems.filter((p) => p.severity === "warning")];
  for (const problem of ordered.slice(0, shown)) terminal.err(`${renderDiagnostic(problem, { color: terminal.errColor })}\n`);
  const rest = ordered.length - shown;
  if (rest > 0) terminal.err(`… and ${rest} more; \`tocsin rules validate\` with the same --rules shows all faults of rules\n`);
}

/** Prints the errors of rules, and only counts their warnings: who scans wants alerts. `where` the warnings are: rule files, or queries. */
export function printRuleProblems(problems: readonly Diagnostic[], terminal: Terminal, where: string): void {
  printProblems(problems.filter(isError), terminal);
  const warnings = problems.filter((p) => p.severity === "warning").length;
  if (warnings > 0)
    terminal.err(`${plural(warnings, "warning")} in ${where}; \`tocsin rules validate\` with the same --rules shows them\n`);
}
