import { suggest } from "../../diagnostics/index.ts";
import type { FieldTable } from "../../event/field-type.ts";
import { stagesOf } from "../../plan/stages.ts";
import type { RulePlan } from "../../plan/rule-plan.ts";
import { fieldNames } from "../explain/field-names.ts";
import { fieldsBelow } from "../../plan/fields-of.ts";
import type { CaseReader } from "./case-reader.ts";
import type { CaseFile } from "./model.ts";

/** Warns of fields of events that nobody knows and that are nearly one the rule reads: such a case may pass for the wrong reason. */
export function warnOfMisspelt(reader: CaseReader, { cases }: CaseFile, plan: RulePlan, table: FieldTable): void {
  const read = new Set(stagesOf(plan.root).flatMap(({ where }) => fieldsBelow(where).map(({ path }) => path)));
  const told = new Set<string>();
  for (const { events, path } of cases) {
    if (events.kind === "files") continue;
    for (const name of new Set(events.items.flatMap(fieldNames))) {
      if (told.has(name) || read.has(name) || table.get(name)) continue;
      const [nearest] = suggest(name, read);
      if (nearest === undefined) continue;
      told.add(name);
      reader.warn("T1315", reader.pathOfField(name, path), `nothing knows the field \`${name}\``, `the rule reads \`${nearest}\``);
    }
  }
}
