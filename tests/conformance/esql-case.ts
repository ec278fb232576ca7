import type { JsonObject } from "../../src/event/json.ts";
import type { EsqlCells } from "../../src/operators/esql/query.ts";
import { compileEsqlText, type EsqlResult } from "../../src/toolkit/esql-query.ts";
import type { JudgeFactory } from "../../src/toolkit/query-search.ts";
import { compileMatcher } from "../../src/matcher/compile.ts";
import { shuffle } from "../support/shuffle.ts";
import type { EsqlCase, EsqlIndex } from "./esql-suite.ts";
import { reference } from "./reference-judge.ts";

/** One way of running a case; all must give the expected results. */
export interface Variant {
  readonly name: string;
  /** What judges the conditions near the source; undefined: they are judged with the rows, which is when all warnings come. */
  readonly judge?: JudgeFactory;
  readonly shuffled?: boolean;
  /** In how many lists the documents come. */
  readonly lists?: number;
}

export const VARIANTS: readonly Variant[] = [
  { name: "as they come" },
  { name: "conditions judged by the matcher", judge: compileMatcher },
  { name: "conditions judged by the reference", judge: reference },
  { name: "documents shuffled", shuffled: true },
  { name: "documents in three lists", lists: 3 },
];

export interface Failure {
  readonly variant: string;
  readonly expected: string;
  readonly got: string;
}

/** Runs a case in one way; undefined where it gives what is expected. */
export function runCase(indices: ReadonlyMap<string, EsqlIndex>, test: EsqlCase, variant: Variant): Failure | undefined {
  const wanted: Parts = { columns: test.columns, rows: test.rows.map((row) => row.map(cellText)), warnings: test.warnings };
  try {
    const result = search(indices, test, variant);
    const got: Parts = {
      columns: result.columns.map(({ name, type }) => ({ name, type })),
      rows: result.rows.map(rowTexts),
      warnings: result.warnings,
    };
    const wrong: (keyof Parts)[] = [
      ...(same(got.columns, wanted.columns) ? [] : (["columns"] as const)),
      ...(sameRows(got.rows, wanted.rows, test.ordered && !(variant.shuffled && !isSorted(test))) ? [] : (["rows"] as const)),
      ...(variant.judge || variant.shuffled || sameWarnings(got.warnings, wanted.warnings) ? [] : (["warnings"] as const)),
    ];
    if (wrong.length === 0) return undefined;
    const part = (of: Parts): string => wrong.map((name) => JSON.stringify(of[name])).join("\n           ");
    return { variant: variant.name, expected: part(wanted), got: part(got) };
  } catch (error) {
    const text = error instanceof Error ? (error.name === "QueryError" ? error.message : (error.stack ?? error.message)) : String(error);
    return { variant: variant.name, expected: JSON.stringify(wanted), got: text };
  }
}

interface Parts {
  readonly columns: readonly unknown[];
  readonly rows: readonly (readonly string[])[];
  readonly warnings: readonly string[];
}

/** Only a query that sorts says in which order documents that come shuffled are. */
const isSorted = ({ query }: EsqlCase): boolean => /\bsort\b/i.test(query) || !/^\s*from\b/i.test(query);

function search(indices: ReadonlyMap<string, EsqlIndex>, test: EsqlCase, { judge, shuffled, lists = 1 }: Variant): EsqlResult {
  const from = /^\s*from\s+([\w*,\s-]+?)\s*(?:\||metadata|$)/i.exec(test.query)?.[1];
  const index = from === undefined ? undefined : indices.get(from.trim());
  const query = compileEsqlText(test.query, { ...(index && { mapping: index.mapping }), judge });
  const all = [...indices.values()].flatMap(({ documents }) => documents);
  const documents = shuffled ? shuffle(all, test.name) : all;
  return query.search(...split(documents, lists));
}

function split(documents: readonly JsonObject[], lists: number): readonly (readonly JsonObject[])[] {
  const size = Math.ceil(documents.length / lists);
  return Array.from({ length: lists }, (_, i) => documents.slice(i * size, (i + 1) * size));
}

const rowTexts = (row: EsqlCells): readonly string[] => row.map(cellText);

/** Numbers by value: a whole double is written as one number or another. */
function cellText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(cellText).join(", ")}]`;
  return typeof value === "bigint" ? JSON.stringify(String(value)) : JSON.stringify(value);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function sameRows(got: readonly (readonly string[])[], wanted: readonly (readonly string[])[], ordered: boolean): boolean {
  const [left, right] = [got, wanted].map((rows) => rows.map((row) => row.join("\u0001")));
  return ordered ? same(left, right) : same(left?.toSorted(), right?.toSorted());
}

/** By place and kind: every line that is expected, and none besides. */
function sameWarnings(got: readonly string[], wanted: readonly string[]): boolean {
  const fits = (line: string, pattern: string): boolean =>
    pattern.startsWith(PATTERN) ? unquoted(pattern.slice(PATTERN.length)).test(line) : isAlike(kindOf(line), kindOf(pattern));
  return (
    wanted.every((pattern) => got.some((line) => fits(line, pattern))) && got.every((line) => wanted.some((pattern) => fits(line, pattern)))
  );
}

const PATTERN = "regex:";

/** The suites quote as an HTTP header does. */
const unquoted = (pattern: string): RegExp => new RegExp(pattern.replaceAll(/\\+"/g, '"'));

interface Kind {
  /** `Line 1:20: `; empty where the suite does not say. */
  readonly place: string;
  readonly text: string;
}

/** Sources are of mixed age: an unreadable number once failed as NumberFormatException, and classes have moved between packages. */
function kindOf(line: string): Kind {
  const [, place = "", text = ""] = /^(Line \d+:\d+: )?(.*)$/s.exec(line.replaceAll('\\"', '"')) ?? [];
  const unread =
    /NumberFormatException: For input string: "(.*)"$/.exec(text) ?? /InvalidArgumentException: Cannot parse number \[(.*)\]$/.exec(text);
  return { place, text: unread ? `Cannot parse number [${unread[1]}]` : text };
}

const isAlike = (a: Kind, b: Kind): boolean => a.text === b.text && (a.place === b.place || a.place === "" || b.place === "");
