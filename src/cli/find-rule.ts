import { existsSync } from "node:fs";
import { diagnostic, didYouMean } from "../diagnostics/index.ts";
import { loadRules } from "../rules/load.ts";
import type { Rule } from "../rules/model.ts";
import { matchesName } from "../toolkit/select-rules.ts";
import type { Settings } from "./flags.ts";
import { rulePaths } from "./rule-settings.ts";
import { CommandError } from "./usage-error.ts";

/** The rule a person means: a rule file, else the id or name (`*` as wildcard) of a loaded rule. Ends the command where there is none. */
export async function findRule(argument: string, settings: Settings): Promise<Rule> {
  if (existsSync(argument)) return fromFile(argument);
  const { rules } = await loadRules(rulePaths(settings));
  const found = rules.find((rule) => rule.id === argument) ?? rules.find((rule) => matchesName(argument, rule.name));
  if (found) return found;
  const hint =
    didYouMean(
      argument,
      rules.map((rule) => rule.name),
    ) ?? "`tocsin rules list` shows the rules; name their folder with --rules";
  throw new CommandError([diagnostic("T8006", `No rule has the id, name or file \`${argument}\``, { hint })]);
}

async function fromFile(file: string): Promise<Rule> {
  const { rules, problems } = await loadRules(file);
  const [first] = rules;
  if (first) return first;
  throw new CommandError(problems.length > 0 ? problems : [diagnostic("T8006", "The file holds no rule", { file })]);
}
