import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import { describe, expect, test } from "vitest";
import { sharedPath } from "../../../tests/support/shared.ts";
import { createSource, renderDiagnosticLine } from "../../diagnostics/index.ts";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { defaultFields } from "../../event/schema.ts";
import { eql } from "./index.ts";

interface Query {
  readonly name: string;
  readonly text: string;
}

const rules = sharedPath("corpus/detection-rules");
const suites = sharedPath("conformance/eql");

const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();

function ruleQueries(folder: string): Query[] {
  return filesBelow(folder, ".toml").flatMap((path) => {
    const text = readFileSync(path, "utf8");
    if (!/^type = "eql"/m.test(text)) return [];
    const { rule } = getStaticTOMLValue(parseTOML(text)) as JsonObject;
    return isJsonObject(rule) && typeof rule["query"] === "string" ? [{ name: path, text: rule["query"] }] : [];
  });
}

function suiteQueries(folder: string): Query[] {
  return filesBelow(folder, ".json").flatMap((path) => {
    const { cases } = JSON.parse(readFileSync(path, "utf8")) as { cases: readonly { name: string; query: string }[] };
    return cases.map((each) => ({ name: `${path} ${each.name}`, text: each.query }));
  });
}

/** An AST without its spans, as JSON. */
const bare = (ast: unknown): string =>
  JSON.stringify(ast, (key, value: unknown) => (key === "span" || key === "nameSpan" ? undefined : value));

/** What is wrong with printing: nothing, if what is printed parses to the same AST. */
function roundTripFaults({ name, text }: Query): string[] {
  const { ast } = eql.parse(createSource(name, text));
  if (!ast) return [`${name}: no AST`];
  const again = eql.parse(createSource(name, eql.print(ast)));
  return bare(again.ast) === bare(ast) ? again.diagnostics.map(renderDiagnosticLine) : [`${name}: not the same AST`];
}

describe.skipIf(rules === undefined)("the public rules", () => {
  const queries = rules === undefined ? [] : ruleQueries(rules);

  test("are there", () => {
    expect(queries.length).toBeGreaterThan(900);
  });

  test("parse and lower without a word", () => {
    const told = queries.flatMap(({ name, text }) => {
      const parsed = eql.parse(createSource(name, text));
      return eql.lower(parsed, { fields: defaultFields() }).diagnostics.map(renderDiagnosticLine);
    });
    expect(told).toEqual([]);
  });

  test("print to text that means the same", () => {
    expect(queries.flatMap(roundTripFaults)).toEqual([]);
  });
});

describe.skipIf(suites === undefined)("the conformance suites", () => {
  const queries = suites === undefined ? [] : suiteQueries(suites);

  test("are there", () => {
    expect(queries.length).toBeGreaterThan(150);
  });

  test("parse", () => {
    expect(queries.flatMap(({ name, text }) => eql.parse(createSource(name, text)).diagnostics.map(renderDiagnosticLine))).toEqual([]);
  });

  test("print to text that means the same", () => {
    expect(queries.flatMap(roundTripFaults)).toEqual([]);
  });
});
