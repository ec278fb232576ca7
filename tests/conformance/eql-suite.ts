import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type EventDocument, ORIGIN } from "../../src/event/origin.ts";
import type { JsonObject } from "../../src/event/json.ts";

/** One case of Elasticsearch's own EQL suites, as the shared files have it. */
export interface EqlCase {
  readonly name: string;
  readonly query: string;
  /** Alternatives: each a flat list of ids in order of the results, sequences concatenated; −1 is a missing event. */
  readonly expected: readonly (readonly number[])[];
  readonly join_keys?: readonly string[];
  readonly size?: number;
  readonly max_samples_per_key?: number;
}

interface SuiteFile {
  readonly suite: string;
  readonly timestamp_field: string;
  readonly event_category_field: string;
  readonly tiebreaker_field: string | null;
  readonly id_field: string;
  readonly default_size: number;
  readonly mappings: Readonly<Record<string, JsonObject>>;
  readonly indices: Readonly<Record<string, readonly JsonObject[]>>;
  readonly cases: readonly EqlCase[];
}

export interface EqlSuite extends Omit<SuiteFile, "mappings" | "indices"> {
  /** The documents of every index, with `_index` and their place as their origin. */
  readonly documents: readonly EventDocument[];
  /** The explicit mapping of each index. */
  readonly mappings: readonly JsonObject[];
}

export function readEqlSuites(directory: string): readonly EqlSuite[] {
  const names = readdirSync(directory).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => loadSuite(JSON.parse(readFileSync(join(directory, name), "utf8")) as SuiteFile));
}

function loadSuite(file: SuiteFile): EqlSuite {
  const { mappings, indices, ...rest } = file;
  return {
    ...rest,
    documents: Object.entries(indices).flatMap(([index, documents], input) => placed(index, input, documents)),
    mappings: Object.values(mappings),
  };
}

function placed(index: string, input: number, documents: readonly JsonObject[]): EventDocument[] {
  const stream = { input, member: 0, file: index };
  return documents.map((document, offset) => ({ ...document, _index: index, [ORIGIN]: { stream, offset } }));
}
