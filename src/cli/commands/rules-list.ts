import { escapeText } from "../../diagnostics/index.ts";
import type { Rule } from "../../rules/model.ts";
import type { CommandSpec } from "../command.ts";
import { renderColumns } from "../render/columns.ts";
import { createPaint } from "../../formats/output/paint.ts";
import { plural } from "../../formats/output/quantity.ts";
import { loadSelected, printProblems } from "../rule-settings.ts";
import { listSetting, textSetting } from "../settings.ts";

/** `tocsin rules list`: the rules that are loaded, and which of them run. */
export const rulesListCommand: CommandSpec = {
  name: "rules list",
  args: "[PATH...]",
  summary: "list rules",
  examples: [
    "tocsin rules list",
    "tocsin rules list --severity high --tag 'OS: Linux' ../detection-rules/rules",
    "tocsin rules list --output ndjson",
  ],
  flags: ["rules", "rule", "severity", "tag", "type", "output", "strict"],
  async run({ args, settings, terminal }) {
    const paths = args.length > 0 ? { rules: args } : { rules: listSetting(settings, "rules") };
    const { rules, problems } = await loadSelected({ ...settings, ...paths, "include-inactive": true });
    printProblems(problems, terminal);
    const output = textSetting(settings, "output") ?? "table";
    if (output === "table") {
      const paint = createPaint(terminal.color);
      const rows = rules.map((rule) => [paint(rule.severity, rule.severity), rule.type, escapeText(rule.name), rule.id, stateText(rule)]);
      await terminal.out(`${renderColumns(["severity", "type", "name", "id", ""], rows, terminal.width, 2)}\n${countLine(rules)}\n`);
    } else {
      const entries = rules.map(summary);
      await terminal.out(
        output === "json" ? `${JSON.stringify(entries, null, 2)}\n` : entries.map((e) => `${JSON.stringify(e)}\n`).join(""),
      );
    }
    return 0;
  },
};

const stateText = (rule: Rule): string => (rule.state === "active" ? (rule.buildingBlock ? "building block" : "") : rule.state);

const summary = (rule: Rule): Record<string, unknown> => ({
  rule_id: rule.id,
  name: rule.name,
  type: rule.type,
  severity: rule.severity,
  risk_score: rule.riskScore,
  state: rule.state,
  building_block: rule.buildingBlock,
  tags: rule.tags,
  file: rule.source.name,
});

function countLine(rules: readonly Rule[]): string {
  const inactive = rules.filter((rule) => rule.state !== "active").length;
  return `${plural(rules.length, "rule")}${inactive > 0 ? `, ${inactive} of them not run unless asked for (--include-inactive)` : ""}`;
}
