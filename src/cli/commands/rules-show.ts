import { escapeText } from "../../diagnostics/index.ts";
import { languageOf } from "../../languages/table.ts";
import type { Rule } from "../../rules/model.ts";
import type { CommandSpec } from "../command.ts";
import { findRule } from "../find-rule.ts";
import { createPaint, type Paint } from "../../formats/output/paint.ts";
import { textSetting } from "../settings.ts";

/** `tocsin rules show`: one rule, readable: what it is, its query laid out, its guide. */
export const rulesShowCommand: CommandSpec = {
  name: "rules show",
  args: "<RULE>",
  summary: "show one rule (by id, name or file)",
  examples: [
    "tocsin rules show 'Root Process*'",
    "tocsin rules show rules/linux/execution_root_process_from_runtime_file.toml",
    "tocsin rules show 'Root Process*' --output json",
  ],
  flags: ["rules", "output"],
  async run({ args, settings, terminal }) {
    const rule = await findRule(args[0] ?? "", settings, terminal);
    const output = textSetting(settings, "output") ?? "table";
    if (output === "table") await terminal.out(`${describe(rule, createPaint(terminal.color)).join("\n")}\n`);
    else await terminal.out(`${JSON.stringify({ ...rule.params, metadata: rule.metadata }, null, output === "json" ? 2 : 0)}\n`);
    return 0;
  },
};

function describe(rule: Rule, paint: Paint): string[] {
  const row = (label: string, value: string | undefined): string[] => (value ? [`${paint("dim", label.padEnd(12))}${value}`] : []);
  return [
    paint("bold", escapeText(rule.name)),
    "",
    ...row("id", escapeText(rule.id)),
    ...row("file", escapeText(rule.source.name)),
    ...row("type", `${rule.type}${rule.query ? ` (${rule.query.language})` : ""}`),
    ...row("state", rule.state === "active" ? undefined : `${rule.state}: not run unless asked for`),
    ...row("severity", `${paint(rule.severity, rule.severity)}, risk ${rule.riskScore}`),
    ...row("index", rule.index?.map(escapeText).join(", ")),
    ...row("window", `${rule.from} to ${rule.to}, every ${rule.interval}`),
    ...row("tags", rule.tags.map(escapeText).join(", ")),
    ...rule.threat.flatMap((t) => row("ATT&CK", threatText(t))),
    ...section("Description", block(rule.description), paint),
    ...section("Query", queryText(rule), paint),
    ...section("Guide", block(textParameter(rule, "note")), paint),
  ];
}

const textParameter = (rule: Rule, name: string): string => {
  const value = rule.params[name];
  return typeof value === "string" ? value : "";
};

const threatText = ({ tactic, technique }: Rule["threat"][number]): string =>
  escapeText(
    [`${tactic.name} (${tactic.id})`, ...technique.flatMap((t) => [t, ...(t.subtechnique ?? [])]).map((t) => `${t.name} (${t.id})`)].join(
      " › ",
    ),
  );

const section = (title: string, lines: readonly string[], paint: Paint): string[] =>
  lines.length === 0 ? [] : ["", paint("accent", title), ...lines];

const block = (text: string): string[] => (text.trim() === "" ? [] : text.trim().split("\n").map(escapeText));

/** The query as the printer lays it out; as written where it does not parse. */
function queryText(rule: Rule): string[] {
  if (!rule.query) return [];
  const language = languageOf(rule.query.language);
  const ast = language?.parse(rule.query.source).ast;
  return block(language && ast !== undefined ? language.print(ast) : rule.query.source.text);
}
