import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "../../src/event/json.ts";

/** One case of Elasticsearch's own ES|QL suites, as the shared files have it. */
export interface EsqlCase {
  readonly name: string;
  readonly query: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Longs past 2^53 as text, dates as ISO 8601. */
  readonly rows: readonly (readonly Json[])[];
  readonly ordered: boolean;
  /** A line that begins with `regex:` is a pattern. */
  readonly warnings: readonly string[];
}

/** An index: the mapping of its fields, and its documents with their `_index`. */
export interface EsqlIndex {
  readonly mapping: JsonObject;
  readonly documents: readonly JsonObject[];
}

export interface EsqlSuite {
  readonly name: string;
  readonly cases: readonly EsqlCase[];
}

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const jsonFiles = (directory: string): readonly string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .sort();

export const readEsqlSuites = (directory: string): readonly EsqlSuite[] =>
  jsonFiles(join(directory, "cases")).map((file) => ({
    name: file.slice(0, -".json".length),
    cases: read(join(directory, "cases", file)) as readonly EsqlCase[],
  }));

export function readEsqlIndices(directory: string): ReadonlyMap<string, EsqlIndex> {
  return new Map(
    jsonFiles(join(directory, "data")).map((file) => {
      const { index, mapping, documents } = read(join(directory, "data", file)) as {
        index: string;
        mapping: JsonObject;
        documents: JsonObject[];
      };
      return [index, { mapping, documents: documents.map((document) => ({ ...document, _index: index })) }];
    }),
  );
}
