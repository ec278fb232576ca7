import { escapeText } from "../../diagnostics/index.ts";
import type { FieldType } from "../../event/field-type.ts";
import { printCommands } from "../../plan/print-commands.ts";
import { printPredicate } from "../../plan/print.ts";
import type { RuleOp } from "../../plan/rule-plan.ts";

/** What a plan's operator does with the events of its stages, as lines; nothing for a query of single events. */
export function operatorLines(root: RuleOp): string[] {
  switch (root.kind) {
    case "filter":
      return [];
    case "sequence":
      return [`sequence${root.maxspan === undefined ? "" : ` within ${root.maxspan} ms`}${keysText(root)}`];
    case "sample":
      return [`sample${keysText(root)}`];
    case "threshold": {
      const distinct = root.cardinality ? `, ${root.cardinality.value} distinct ${escapeText(root.cardinality.field.name)}` : "";
      return [`threshold: ${root.value} events${distinct}${byText(root.fields)}`];
    }
    case "newTerms":
      return [`new terms${byText(root.fields)}, history from ${escapeText(root.history)}`];
    case "anomaly":
      return [`anomaly records of ${root.jobs.map(escapeText).join(", ")} with a score of ${root.threshold} or more`];
    case "indicatorMatch":
      return [
        `indicators from ${root.indices.map(escapeText).join(", ")} where ${escapeText(printPredicate(root.indicators))}`,
        ...root.groups.map(({ entries }, i) => `${i === 0 ? "match" : "or"} ${entries.map(entryText).join(" and ")}`),
      ];
    case "esql":
      return printCommands(root.query).map(escapeText);
  }
}

const entryText = ({ field, value, negate }: { readonly field: FieldType; readonly value: FieldType; readonly negate: boolean }): string =>
  `${escapeText(field.name)} ${negate ? "is not" : "is"} ${escapeText(value.name)}`;

const byText = (fields: readonly FieldType[]): string =>
  fields.length === 0 ? "" : ` by ${fields.map(({ name }) => escapeText(name)).join(", ")}`;

function keysText({ stages }: Extract<RuleOp, { readonly stages: unknown }>): string {
  const keys = stages[0]?.keys ?? [];
  return keys.length === 0
    ? ""
    : ` by ${keys.map((key) => `${key.optional ? "?" : ""}${escapeText(key.field?.name ?? "null")}`).join(", ")}`;
}
