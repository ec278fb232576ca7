import { expect, test } from "vitest";
import { LANGUAGES, languageOf } from "./table.ts";

test("languages are found by id and by alias", () => {
  expect(LANGUAGES.map(({ id }) => languageOf(id)?.id)).toEqual(["eql", "kuery", "lucene", "esql"]);
  expect(languageOf("kql")?.id).toBe("kuery");
  expect(languageOf("sql")).toBeUndefined();
});

test("no name stands for two languages", () => {
  const names = LANGUAGES.flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});
