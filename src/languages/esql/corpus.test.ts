import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import { describe, expect, test } from "vitest";
import { sharedPath } from "../../../tests/support/shared.ts";
import { createSource, type Diagnostic, isError, renderDiagnosticLine } from "../../diagnostics/index.ts";
import type { FieldTable } from "../../event/field-type.ts";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import { defaultFields, mappingFields } from "../../event/schema.ts";
import type { Language } from "../language.ts";
import { languageOf } from "../table.ts";
import type { EsqlQuery } from "./ast.ts";
import { lowerEsql } from "./lower.ts";
import { parseEsql } from "./parser.ts";
import { printEsql } from "./print.ts";

interface Query {
  readonly name: string;
  readonly text: string;
}

const rules = sharedPath("corpus/detection-rules");
const suites = sharedPath("conformance/esql/cases");
const data = sharedPath("conformance/esql/data");
const inner = { kql: languageOf("kuery") as Language, qstr: languageOf("lucene") as Language };

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

const compile = ({ name, text }: Query, fields: FieldTable) => lowerEsql(parseEsql(createSource(name, text)), { fields, inner });

describe.skipIf(rules === undefined)("the public rules", () => {
  const queries = rules === undefined ? [] : ruleQueries(rules);
  const diagnostics = queries.map((query) => ({ query, told: compile(query, defaultFields()).diagnostics }));

  test("compile, but for those that ask an inference service", () => {
    const refused = ({ message }: Diagnostic): boolean => message.startsWith("Command [COMPLETION] is not supported");
    const errors = diagnostics.flatMap(({ told: all }) => all.filter((each) => isError(each) && !refused(each)));
    expect(errors.map(renderDiagnosticLine)).toEqual([]);
    const asking = diagnostics.filter(({ told: all }) => all.some(refused)).map(({ query }) => query.text);
    expect(asking.length).toBeGreaterThan(0);
    expect(asking.filter((text) => !/\|\s*completion\b/i.test(text))).toEqual([]);
  });

  test("are told of nothing but fields that no schema knows, columns that are given twice and odd patterns", () => {
    const others = diagnostics.flatMap(({ told: all }) => all.filter((each) => !isError(each) && !EXPECTED.has(each.code)));
    expect(others.map(renderDiagnosticLine)).toEqual([]);
  });
});

/** Unknown fields, columns given twice, odd patterns: what is told of the rules has been read, and is right. */
const EXPECTED: ReadonlySet<string> = new Set(["T6001", "T5046", "T5055"]);

interface Case extends Query {
  readonly query: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

describe.skipIf(suites === undefined || data === undefined)("the conformance suite", () => {
  const mappings = new Map(
    (data === undefined ? [] : filesBelow(data, ".json")).map((path): [string, FieldTable] => {
      const { index, mapping } = JSON.parse(readFileSync(path, "utf8")) as { index: string; mapping: JsonObject };
      return [index, mappingFields(mapping)];
    }),
  );

  test("has columns of the names, types and order that are expected", () => {
    const cases = (suites === undefined ? [] : filesBelow(suites, ".json")).flatMap(
      (path) => JSON.parse(readFileSync(path, "utf8")) as Case[],
    );
    const wrong = cases.flatMap(({ name, query, columns }) => {
      const index = /^\s*from\s+(\w+)/i.exec(query)?.[1] ?? "";
      const { op, diagnostics } = compile({ name, text: query }, mappings.get(index) ?? mappingFields({}));
      const found = op?.columns ?? diagnostics.map(renderDiagnosticLine);
      return JSON.stringify(found) === JSON.stringify(columns.map((column) => ({ name: column.name, type: column.type })))
        ? []
        : [{ name, found }];
    });
    expect(cases.length).toBeGreaterThan(250);
    expect(wrong).toEqual([]);
  });
});
