import { existsSync } from "node:fs";
import { diagnostic, didYouMean, escapeText } from "../diagnostics/index.ts";
import { formatCount } from "../formats/output/quantity.ts";
import { loadRules } from "../rules/load.ts";
import type { Rule } from "../rules/model.ts";
import { matchesName } from "../toolkit/select-rules.ts";
import type { Settings } from "./flags.ts";
import { rulePaths } from "./rule-settings.ts";
import type { Terminal } from "./terminal.ts";
import { CommandError } from "./usage-error.ts";

/**
 * The rule a person means: a rule file, else the id or name (`*` as wildcard) of a loaded rule. Of several it is the first, and the others are
 * named. Ends the command where there is none.
 */
export async function findRule(argument: string, settings: Settings, terminal: Pick<Terminal, "err">): Promise<Rule> {
  const [found, ...others] = existsSync(argument) ? await inFile(argument) : await byName(argument, settings);
  if (others.length > 0) terminal.err(severalNote(found, others));
  return found;
}

type Found = readonly [Rule, ...Rule[]];

async function byName(argument: string, settings: Settings): Promise<Found> {
  const { rules } = await loadRules(rulePaths(settings));
  const byId = rules.find((rule) => rule.id === argument);
  const [first, ...others] = byId ? [byId] : rules.filter((rule) => matchesName(argument, rule.name));
  if (first) return [first, ...others];
  const hint =
    didYouMean(
      argument,
      rules.map((rule) => rule.name),
    ) ?? "`tocsin rules list` shows the rules; name their folder with --rules";
  throw new CommandError([diagnostic("T8006", `No rule has the id, name or file \`${argument}\``, { hint })]);
}

async function inFile(file: string): Promise<Found> {
  const { rules, problems } = await loadRules(file);
  const [first, ...others] = rules;
  if (first) return [first, ...others];
  throw new CommandError(problems.length > 0 ? problems : [diagnostic("T8006", "The file holds no rule", { file })]);
}

/** Other rules that are named. */
const SHOWN_OTHERS = 3;

function severalNote(found: Rule, others: readonly Rule[]): string {
  const names = others.slice(0, SHOWN_OTHERS).map(({ name }) => `\`${escapeText(name)}\``);
  const more = others.length > names.length ? ` and ${formatCount(others.length - names.length)} more` : "";
  return `note: ${formatCount(others.length + 1)} rules fit; this is \`${escapeText(found.name)}\`. The others: ${names.join(", ")}${more}\n`;
}
