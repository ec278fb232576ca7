import type { JsonObject } from "../../../event/json.ts";
import { createAlertGroups } from "../alert-groups.ts";
import { alertRow, isBuildingBlock } from "../alert-row.ts";
import type { AlertWriter, OutputFormat, OutputOptions } from "../alert-writer.ts";
import { createPaint, type Paint } from "../paint.ts";
import { type AlertCounts, renderRunSummary } from "../run-summary.ts";
import type { AlertSeverity } from "../severity.ts";
import { createLayout } from "../table-layout.ts";
import { createWeakHistory } from "../weak-history.ts";
import { lineOf, tableLines } from "../table-lines.ts";

const DEFAULT_WIDTH = 120;

/**
 * A table for people. Rules that ring often are folded into a line; with `all` each alert is printed as it comes.
 * Text of events and rules is escaped: the only control sequences are the table's own colours.
 */
export const table: OutputFormat = {
  name: "table",
  title: "a table for people, rules that ring often folded",
  create: (options) => (options.all ? streamedTable(options) : foldedTable(options)),
};

function foldedTable({ color = false, width = DEFAULT_WIDTH, buildingBlocks = false, history = false }: OutputOptions): AlertWriter {
  const paint = createPaint(color);
  const groups = createAlertGroups();
  const counter = createCounter();
  const weak = createWeakHistory();
  return {
    begin: () => "",
    alert(alert) {
      const isBlock = isBuildingBlock(alert);
      const row = alertRow(alert);
      counter.count(isBlock, row.severity, row.ruleKey);
      if (!history && weak.take(alert)) return "";
      if (isBlock && !(buildingBlocks && row.group === undefined)) groups.addBlock(row);
      else groups.add(row);
      return "";
    },
    end(run) {
      const lines = tableLines(groups.groups());
      const layout = createLayout(lines, width, paint);
      const printed = lines.map((line) => `${layout.print(line)}\n`).join("");
      const line = weak.line();
      const rest = line === undefined ? "" : `${paint("dim", line)}\n\n`;
      return `${lines.length === 0 ? "" : `${headOf(layout.head)}${printed}\n`}${rest}${renderRunSummary(counter.counts(), run, paint)}`;
    },
  };
}

function streamedTable({ color = false, width = DEFAULT_WIDTH, buildingBlocks = false }: OutputOptions): AlertWriter {
  const paint: Paint = createPaint(color);
  const layout = createLayout(undefined, width, paint);
  const counter = createCounter();
  return {
    begin: () => headOf(layout.head),
    alert(alert: JsonObject) {
      const isBlock = isBuildingBlock(alert);
      const row = alertRow(alert);
      counter.count(isBlock, row.severity, row.ruleKey);
      return isBlock && !buildingBlocks ? "" : `${layout.print(lineOf(row))}\n`;
    },
    end: (run) => `\n${renderRunSummary(counter.counts(), run, paint)}`,
  };
}

const headOf = (head: string): string => (head === "" ? "" : `${head}\n`);

interface Counter {
  count(isBlock: boolean, severity: AlertSeverity, rule: string): void;
  counts(): AlertCounts;
}

function createCounter(): Counter {
  const bySeverity = { low: 0, medium: 0, high: 0, critical: 0 };
  const rules = new Set<string>();
  let buildingBlocks = 0;
  return {
    count(isBlock, severity, rule) {
      if (isBlock) {
        buildingBlocks++;
      } else {
        bySeverity[severity]++;
        rules.add(rule);
      }
    },
    counts: () => ({ bySeverity, rules: rules.size, buildingBlocks }),
  };
}
