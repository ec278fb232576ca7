import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createSource } from "../../src/diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/event/json.ts";
import { mappingFields } from "../../src/event/schema.ts";
import { lowerDsl, lowerFilters } from "../../src/languages/dsl/index.ts";
import { kuery } from "../../src/languages/kuery/index.ts";
import type { Language, LowerEnv } from "../../src/languages/language.ts";
import { lucene } from "../../src/languages/lucene/index.ts";
import { compilePredicate, createRecord } from "../../src/matcher/compile.ts";
import { evaluate } from "../../src/matcher/reference.ts";
import type { Predicate } from "../../src/plan/predicate.ts";

/** A file of queries of one language over documents under one mapping (the `properties` of Elasticsearch's). */
interface CaseFile {
  readonly title: string;
  readonly source: string;
  readonly mapping: JsonObject;
  readonly cases: readonly { readonly query: Json; readonly document: JsonObject; readonly match: boolean }[];
}

/** What `now` is in every case. */
const NOW = Date.UTC(2024, 4, 1, 12);

/** How the queries in each folder become predicates. */
const LANGUAGES: readonly { readonly folder: string; readonly lower: (query: Json, env: LowerEnv) => Predicate }[] = [
  { folder: "kuery", lower: (query, env) => ofText(kuery, query, env) },
  { folder: "lucene", lower: (query, env) => ofText(lucene, query, env) },
  { folder: "dsl", lower: ofDsl },
];

function ofText(language: Language, query: Json, env: LowerEnv): Predicate {
  const { plan, diagnostics } = language.lower(language.parse(createSource("query", String(query))), env);
  if (plan?.root.kind !== "filter") throw new Error(`no plan: ${JSON.stringify(diagnostics)}`);
  return plan.root.where;
}

/** An object is a query, a list is a rule's `filters`. */
function ofDsl(query: Json, env: LowerEnv): Predicate {
  const { predicate, diagnostics } = isJsonObject(query)
    ? lowerDsl(query, env, undefined, lucene)
    : lowerFilters(query, env, () => undefined, lucene);
  if (!predicate && diagnostics.length > 0) throw new Error(`no predicate: ${JSON.stringify(diagnostics)}`);
  return predicate ?? { kind: "all" };
}

describe.each(LANGUAGES)("$folder", ({ folder, lower }) => {
  const directory = join(import.meta.dirname, folder);
  const files = readdirSync(directory).map((name): CaseFile => JSON.parse(readFileSync(join(directory, name), "utf8")));

  describe.each(files)("$title", ({ mapping, cases }) => {
    test.each(cases)("$query over $document is $match", ({ query, document, match }) => {
      const predicate = lower(query, { fields: mappingFields(mapping) });
      const verdicts = {
        reference: evaluate(predicate, document, NOW),
        compiled: compilePredicate(predicate)(createRecord(document, NOW)),
      };
      expect(verdicts).toEqual({ reference: match, compiled: match });
    });
  });
});
