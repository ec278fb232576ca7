import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createSource, isError } from "../../src/diagnostics/index.ts";
import type { JsonObject } from "../../src/event/json.ts";
import { mappingFields } from "../../src/event/schema.ts";
import { kuery } from "../../src/languages/kuery/index.ts";
import type { Language } from "../../src/languages/language.ts";
import { lucene } from "../../src/languages/lucene/index.ts";
import { compilePredicate, createRecord } from "../../src/matcher/compile.ts";
import { evaluate } from "../../src/matcher/reference.ts";
import type { Predicate } from "../../src/plan/predicate.ts";

/** A file of queries of one language over documents under one mapping. */
interface CaseFile {
  readonly title: string;
  readonly mapping: JsonObject;
  readonly cases: readonly { readonly query: string; readonly document: JsonObject; readonly match: boolean }[];
}

/** What `now` is in every case. */
const NOW = Date.UTC(2024, 4, 1, 12);
const LANGUAGES: readonly (Pick<Language, "id"> & { lower(text: string, mapping: JsonObject): Predicate })[] = [kuery, lucene].map((language) => ({
  id: language.id,
  lower: (text, mapping) => lowered(language as Language, text, mapping),
}));

function lowered(language: Language, text: string, mapping: JsonObject): Predicate {
  const { plan, diagnostics } = language.lower(language.parse(createSource("query", text)), { fields: mappingFields(mapping) });
  if (plan?.root.kind !== "filter") throw new Error(`no plan: ${JSON.stringify(diagnostics.filter(isError))}`);
  return plan.root.where;
}

describe.each(LANGUAGES)("$id", ({ id, lower }) => {
  const directory = join(import.meta.dirname, id);
  const files = readdirSync(directory).map((name): CaseFile => JSON.parse(readFileSync(join(directory, name), "utf8")));

  describe.each(files)("$title", ({ mapping, cases }) => {
    test.each(cases)("$query over $document is $match", ({ query, document, match }) => {
      const predicate = lower(query, mapping);
      expect({ reference: evaluate(predicate, document, NOW), compiled: compilePredicate(predicate)(createRecord(document, NOW)) }).toEqual({
        reference: match,
        compiled: match,
      });
    });
  });
});
