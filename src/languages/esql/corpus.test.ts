import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import { describe, expect, test } from "vitest";
import { sharedPath } from "../../../tests/support/shared.ts";
import { createSource, renderDiagnosticLine } from "../../diagnostics/index.ts";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import type { EsqlQuery } from "./ast.ts";
import { parseEsql } from "./parser.ts";
import { printEsql } from "./print.ts";

interface Query {
  readonly name: string;
  readonly text: string;
}

const rules = sharedPath("corpus/detection-rules");
const suites = sharedPath("conformance/esql/cases");

const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();

function ruleQueries(folder: string): Query[] {
  return filesBelow(folder, ".toml").flatMap((path) => {
    const text = readFileSync(path, "utf8");
    if (!/^type = "esql"/m.test(text)) return [];
    const { rule } = getStaticTOMLValue(parseTOML(text)) as JsonObject;
    return isJsonObject(rule) && typeof rule["query"] === "string" ? [{ name: path, text: rule["query"] }] : [];
  });
}

function suiteQueries(folder: string): Query[] {
  return filesBelow(folder, ".json").flatMap((path) => {
    const cases = JSON.parse(readFileSync(path, "utf8")) as readonly { name: string; query: string }[];
    return cases.map((each) => ({ name: each.name, text: each.query }));
  });
}

const told = ({ name, text }: Query): string[] => parseEsql(createSource(name, text)).diagnostics.map(renderDiagnosticLine);

/** An AST without its spans, as JSON. */
const bare = (ast: unknown): string => JSON.stringify(ast, (key, value: unknown) => (/span$/i.test(key) ? undefined : value));

/** What is wrong with printing: nothing, if what is printed parses to the same AST and prints the same. */
function roundTripFaults({ name, text }: Query): string[] {
  const { ast } = parseEsql(createSource(name, text));
  if (!ast) return [`${name}: no AST`];
  const printed = printEsql(ast);
  const again = parseEsql(createSource(name, printed));
  if (bare(again.ast) !== bare(ast)) return [`${name}: not the same AST`];
  return printEsql(again.ast as EsqlQuery) === printed ? [] : [`${name}: printed again it changes`];
}

const SETS: readonly (readonly [name: string, queries: readonly Query[] | undefined, least: number])[] = [
  ["the public rules", rules === undefined ? undefined : ruleQueries(rules), 150],
  ["the conformance suite", suites === undefined ? undefined : suiteQueries(suites), 250],
];

describe.each(SETS)("%s", (_, queries = [], least) => {
  test.skipIf(queries.length === 0)("parse without a word and print to text that means the same", () => {
    expect(queries.length).toBeGreaterThan(least);
    expect(queries.flatMap(told)).toEqual([]);
    expect(queries.flatMap(roundTripFaults)).toEqual([]);
  });
});
