import { escapeText } from "../../diagnostics/index.ts";
import { plural } from "../../formats/output/quantity.ts";
import type { CoverageReport, RuleCoverage } from "../../toolkit/readiness/coverage.ts";
import { renderColumns } from "./columns.ts";

/** Rows of each table without `--full`. */
const SHOWN = 20;

const MEANING: readonly (readonly [readiness: RuleCoverage["readiness"], meaning: string])[] = [
  ["ready", "every part of the rule was true for some event"],
  ["constants", "the fields are there; a value that the rule asks for never came"],
  ["fields", "a field that the rule needs is in no event"],
  ["kind", "no event is of the kind that the rule asks for"],
  ["index", "no event is of an index that the rule reads"],
  ["not_run", "this version does not run the rule"],
];

/** A coverage report for a terminal: rules by readiness, missing fields, techniques; with `full` every rule. */
export function renderCoverage(report: CoverageReport, width: number, full: boolean): string {
  const sections = [
    `${plural(report.events, "event")}, ${plural(report.rules.length, "rule")}`,
    renderColumns(
      ["rules", "readiness", "meaning"],
      MEANING.map(([name, meaning]) => [String(report.counts[name]), name, meaning]),
      width,
      2,
    ),
    ...fieldSection(report, width, full),
    ...techniqueSection(report, width, full),
    ...(full ? [ruleSection(report, width)] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function fieldSection({ fields }: CoverageReport, width: number, full: boolean): readonly string[] {
  if (fields.length === 0) return [];
  const shown = full ? fields : fields.slice(0, SHOWN);
  const rows = shown.map(({ field, rules }) => [String(rules), escapeText(field)]);
  return [`${renderColumns(["rules", "lack the field"], rows, width, 1)}${more(fields.length - shown.length, "field")}`];
}

function techniqueSection({ techniques }: CoverageReport, width: number, full: boolean): readonly string[] {
  const parents = full ? techniques : techniques.filter(({ id }) => !id.includes("."));
  if (parents.length === 0) return [];
  const ordered = full ? parents : parents.filter(({ readiness }) => readiness === "ready" || readiness === "constants");
  const shown = full ? ordered : ordered.slice(0, SHOWN);
  const rows = shown.map(({ id, name, rules }) => [
    id,
    escapeText(name),
    String(rules.ready),
    String(rules.constants),
    String(rules.fields + rules.kind + rules.index + rules.not_run),
  ]);
  const title = `${ordered.length} of ${plural(parents.length, "technique")} ${ordered.length === 1 ? "has" : "have"} a rule whose fields are there`;
  return [
    full ? "" : title,
    `${renderColumns(["id", "technique", "ready", "constants", "others"], rows, width, 1)}${more(ordered.length - shown.length, "technique")}`,
  ].filter((text) => text !== "");
}

const more = (count: number, what: string): string => (count > 0 ? `\n… and ${plural(count, `more ${what}`)}; --full shows all` : "");

function ruleSection({ rules }: CoverageReport, width: number): string {
  const order = MEANING.map(([name]) => name);
  const rows = rules
    .toSorted((a, b) => order.indexOf(a.readiness) - order.indexOf(b.readiness))
    .map(({ rule, readiness, missing }) => [readiness, escapeText(rule.name), escapeText(missing.join("; "))]);
  return renderColumns(["readiness", "rule", "missing"], rows, width, 2);
}
