import { beforeAll, describe, expect, test } from "vitest";
import { createSource, type Diagnostic, isError, renderDiagnosticLine } from "../../src/diagnostics/index.ts";
import { defaultFields } from "../../src/event/schema.ts";
import { kuery } from "../../src/languages/kuery/index.ts";
import type { Language, LowerEnv } from "../../src/languages/language.ts";
import { lucene } from "../../src/languages/lucene/index.ts";
import { loadRules } from "../../src/rules/load.ts";
import type { Rule, RuleQuery } from "../../src/rules/model.ts";
import { compileFilters } from "../../src/rules/types/query-plan.ts";
import { sharedPath } from "../support/shared.ts";

const corpus = sharedPath("corpus/detection-rules");
const spanless = (ast: unknown): string => JSON.stringify(ast, (key, value) => (key === "at" ? undefined : value));

/** The queries of a rule in the language: its own, and that of its indicators. */
function queriesOf(rule: Rule, language: Language): readonly RuleQuery[] {
  const { threat_query: threat, threat_language: threatLanguage } = rule.params;
  const own = rule.query ? [rule.query] : [];
  const others =
    typeof threat === "string" ? [{ language: String(threatLanguage ?? "kuery"), source: createSource(rule.source.name, threat) }] : [];
  return [...own, ...others].filter((query) => query.language === language.id);
}

describe.skipIf(corpus === undefined)("the public rules", () => {
  const env: LowerEnv = { fields: defaultFields() };
  let rules: readonly Rule[] = [];

  beforeAll(async () => {
    rules = (await loadRules([`${corpus}/rules`, `${corpus}/rules_building_block`])).rules;
  });

  test.each([
    { id: "kuery", language: kuery as Language, atLeast: 700 },
    { id: "lucene", language: lucene as Language, atLeast: 1 },
  ])("queries in $id parse, survive printing and lower without an error", ({ language, atLeast }) => {
    const queries = rules.flatMap((rule) => queriesOf(rule, language));
    expect(queries.length).toBeGreaterThanOrEqual(atLeast);
    expect(queries.flatMap((query) => problemsOf(language, query, env))).toEqual([]);
  });

  test("filters lower without a fault", () => {
    const filtered = rules.filter((rule) => Array.isArray(rule.params["filters"]) && rule.params["filters"].length > 0);
    expect(filtered.length).toBeGreaterThanOrEqual(18);
    const lowered = filtered.map((rule) => ({ id: rule.id, ...compileFilters(rule, "filters", env) }));
    expect(lowered.filter((filters) => !filters.predicate).map(({ id }) => id)).toEqual([]);
    expect(lowered.flatMap(({ diagnostics }) => diagnostics.filter(isError))).toEqual([]);
  });
});

function problemsOf(language: Language, { source }: RuleQuery, env: LowerEnv): readonly string[] {
  const parsed = language.parse(source);
  const lowered = language.lower(parsed, env);
  const errors = [...parsed.diagnostics, ...lowered.diagnostics].filter(isError).map((d: Diagnostic) => renderDiagnosticLine(d));
  const again = parsed.ast ? language.parse(createSource("printed", language.print(parsed.ast))) : undefined;
  const kept = again !== undefined && spanless(again.ast) === spanless(parsed.ast);
  return [...errors, ...(kept ? [] : [`${source.name}: printing changed the query`]), ...(lowered.plan ? [] : [`${source.name}: no plan`])];
}
