import { describe, expect, test } from "vitest";
import { sharedPath } from "../../tests/support/shared.ts";
import { isError, renderDiagnosticLine } from "../diagnostics/index.ts";
import { type LoadResult, loadRules } from "./load.ts";
import { validateRules } from "./validate.ts";

const folders = ["rules", "rules_building_block"].map((name) => sharedPath(`corpus/detection-rules/${name}`));
const paths = folders.filter((path) => path !== undefined);

describe.skipIf(paths.length < folders.length)("the public rules", () => {
  let loading: Promise<LoadResult> | undefined;
  const load = (): Promise<LoadResult> => (loading ??= loadRules(paths));

  test("all load; the only warnings are of two ids that are no UUIDs and of guides that count their entries from 1", async () => {
    const { rules, problems, files } = await load();
    expect(problems.filter(isError).map(renderDiagnosticLine)).toEqual([]);
    expect(problems.map((p) => [p.code, p.message])).toEqual([
      ["T1015", "`rule_id` must be a UUID"],
      ["T1203", "the note has no `$osquery_0` for this entry"],
      ["T1203", "`transform.osquery` has no entry 6"],
      ["T1203", "the note has no `$investigate_0` for this entry"],
      ["T1203", "`transform.investigate` has no entry 2"],
      ["T1015", "`rule_id` must be a UUID"],
    ]);
    expect(rules).toHaveLength(files);
    expect(files).toBeGreaterThan(1900);
  });

  test("every type is there; a deprecated rule is one by its folder or maturity", async () => {
    const { rules } = await load();
    const types = new Set(rules.map((rule) => rule.type));
    expect([...types].toSorted()).toEqual(["eql", "esql", "machine_learning", "new_terms", "query", "threat_match", "threshold"]);
    for (const rule of rules) {
      const deprecated = rule.metadata["maturity"] === "deprecated" || rule.source.name.includes("/_deprecated/");
      expect(rule.state === "deprecated").toBe(deprecated);
    }
  });

  test("every query stands where its source says", async () => {
    const { rules } = await load();
    for (const { query, source } of rules) {
      if (!query) continue;
      const { text, toParent } = query.source;
      const from = toParent?.(0) ?? 0;
      expect(source.text.slice(from, toParent?.(text.length))).toBe(text);
    }
  });

  test("every EQL, KQL and Lucene query compiles", async () => {
    const { reports } = await validateRules(paths);
    expect(
      reports
        .flatMap((report) => report.diagnostics)
        .filter(isError)
        .map(renderDiagnosticLine),
    ).toEqual([]);
  });
});
