import { isError, renderDiagnostic } from "../../diagnostics/index.ts";
import { plural } from "../../formats/output/quantity.ts";
import { validateRules } from "../../rules/validate.ts";
import { schemaFields } from "../../toolkit/schema-file.ts";
import type { CommandSpec } from "../command.ts";
import { rulePaths } from "../rule-settings.ts";
import { listSetting, switchSetting } from "../settings.ts";

/** `tocsin rules validate`: every fault of rule files and their queries, at its place. */
export const rulesValidateCommand: CommandSpec = {
  name: "rules validate",
  args: "[PATH...]",
  summary: "check rule files: structure, queries, fields",
  examples: ["tocsin rules validate rules/", "tocsin rules validate --strict my-rule.toml"],
  flags: ["rules", "schema", "strict"],
  async run({ args, settings, terminal }) {
    const paths = rulePaths(args.length > 0 ? { rules: args } : settings);
    const strict = switchSetting(settings, "strict");
    const fields = await schemaFields(listSetting(settings, "schema"));
    const { problems, rules, errors, warnings, unsupported } = await validateRules(paths, { fields, strict });
    const ordered = [...problems.filter((p) => !isError(p)), ...problems.filter(isError)];
    for (const problem of ordered)
      await terminal.out(`${renderDiagnostic(problem, { color: terminal.color, width: terminal.width - 10 })}\n\n`);
    for (const [reason, count] of Object.entries(unsupported)) await terminal.out(`not run in this version: ${count} × ${reason}\n`);
    await terminal.out(`${plural(rules, "rule")}, ${plural(errors, "error")}, ${plural(warnings, "warning")}\n`);
    const faults = strict ? (await validateRules(paths, { fields })).errors : errors;
    return faults > 0 ? 1 : strict && errors + warnings > 0 ? 2 : 0;
  },
};
