import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEngine } from "../../src/engine/engine.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/event/json.ts";
import type { EventDocument } from "../../src/event/origin.ts";
import { createNormaliser } from "../../src/integrations/normaliser.ts";
import { isEcs } from "../../src/integrations/recognise.ts";
import { INTEGRATIONS } from "../../src/integrations/table.ts";
import { loadRules } from "../../src/rules/load.ts";
import { sharedPath } from "../support/shared.ts";
import { RAW_RECORDS } from "./raw-records.ts";

const NAMED = RAW_RECORDS.map((each, i) => [`${each.integration} ${i + 1}`, each] as const);

function normalise(record: JsonObject): readonly EventDocument[] {
  const events: EventDocument[] = [];
  const normaliser = createNormaliser({ unmapped: () => undefined, other: () => undefined });
  normaliser.add(structuredClone(record), events);
  return events;
}

describe.each(NAMED)("%s", (_, { integration, record, dataset }) => {
  test("is told by its shape, by one integration alone, and is no ECS document", () => {
    expect(isEcs(record)).toBe(false);
    expect(INTEGRATIONS.filter((each) => each.accepts(record)).map(({ name }) => name)).toEqual([integration]);
  });

  test("becomes an ECS document of its data set, with its time and its original", () => {
    const [event] = normalise(record);
    expect(event).toMatchObject({
      data_stream: { type: "logs", dataset, namespace: "default" },
      "@timestamp": expect.stringMatching(/^2024-05-01T10:00:00/),
    });
    expect(event).toHaveProperty(["event", "original"], expect.any(String));
    expect(isEcs(event ?? {})).toBe(true);
  });

  test("never makes its integration throw, whatever stands in its members", () => {
    const paths = leavesOf(record);
    fc.assert(
      fc.property(fc.subarray(paths, { minLength: 1 }), fc.jsonValue(), (changed, value) => {
        const mutated = structuredClone(record);
        for (const path of changed) replace(mutated, path, structuredClone(value) as Json);
        expect(normalise(mutated).length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });
});

test("every integration has a record of ours here", () => {
  const covered = new Set(RAW_RECORDS.map(({ integration }) => integration));
  expect(
    INTEGRATIONS.map(({ name }) => name).filter((name) => !covered.has(name) && !name.startsWith("sysmon") && !isWindows(name)),
  ).toEqual([]);
});

/** Integrations of Windows logs have their records where they are tested (`src/integrations/windows/`). */
const isWindows = (name: string): boolean => INTEGRATIONS.find((each) => each.name === name)?.fills.includes("winlog") === true;

const rules = sharedPath("corpus/detection-rules/rules");

describe.skipIf(rules === undefined)("public rules, unmodified, ring on raw records", () => {
  test.each(RAW_RECORDS.filter(({ rule }) => rule !== undefined).map(({ rule, record }) => [rule ?? "", record] as const))(
    "%s",
    async (rule, record) => {
      const { rules: loaded, problems } = await loadRules([join(rules ?? "", rule)]);
      expect(problems).toEqual([]);
      const engine = createEngine({ rules: loaded, lateness: "batch" });
      for (const event of normalise(record)) engine.push(event);
      expect([...engine.finish()]).toHaveLength(1);
    },
  );
});

type Path = readonly string[];

/** Paths of every member, objects and lists too. */
function leavesOf(value: Json, path: Path = []): Path[] {
  if (value === null || typeof value !== "object") return [path];
  const inner = Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
  return path.length > 0 ? [path, ...inner] : inner;
}

function replace(record: JsonObject, path: Path, value: Json): void {
  let parent: Json = record;
  for (const key of path.slice(0, -1)) {
    const next: Json | undefined = isJsonObject(parent) ? parent[key] : Array.isArray(parent) ? parent[Number(key)] : undefined;
    if (next === undefined || next === null || typeof next !== "object") return;
    parent = next;
  }
  const last = path.at(-1) ?? "";
  if (Array.isArray(parent)) parent[Number(last)] = value;
  else if (isJsonObject(parent)) parent[last] = value;
}
