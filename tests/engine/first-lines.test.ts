import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createEngine } from "../../src/engine/engine.ts";
import { READ_BLOCK_BYTES } from "../../src/formats/input/limits.ts";
import { readBlocks } from "../../src/formats/input/read.ts";
import { WRAPPING_KEYS } from "../../src/formats/input/unwrap.ts";
import { ECS_MARKS, HALF_MADE } from "../../src/integrations/recognise.ts";
import { createSpillFile } from "../../src/toolkit/spill-file.ts";
import { ruleWith } from "../support/rule-text.ts";

/** What is parsed has the tests of parsed events made first, which takes a twentieth of a scan's start. */

const folder = mkdtempSync(join(tmpdir(), "tocsin-first-lines-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LINES = { capacity: READ_BLOCK_BYTES, guarded: WRAPPING_KEYS, marks: ECS_MARKS, halfMade: HALF_MADE };
const RULES = [ruleWith({ type: "eql", language: "eql", query: `process where process.name == "a.exe"` })];

const event = (dataset: string, name: string): string =>
  `${JSON.stringify({
    "@timestamp": "2026-01-05T08:00:00Z",
    ecs: { version: "8.11.0" },
    event: { category: "process" },
    data_stream: { type: "logs", dataset, namespace: "default" },
    process: { name },
  })}\n`;

/** How many events of such a file are parsed, of how many. */
async function parsedOf(content: string): Promise<{ readonly parsed: number; readonly events: number }> {
  const file = join(folder, "events.ndjson");
  writeFileSync(file, content);
  const spill = createSpillFile();
  const engine = createEngine({ rules: RULES, lateness: "batch", spill });
  const judging = engine.lines(LINES);
  if (!judging) throw new Error("these rules are judged by lines");
  let parsed = 0;
  for await (const batch of readBlocks([file])) {
    if (Array.isArray(batch)) {
      parsed += batch.length;
      for (const each of batch) engine.push(each);
      continue;
    }
    const parse: typeof batch.parse = (...at) => {
      const documents = batch.parse(...at);
      parsed += documents.length;
      return documents;
    };
    judging.take({ ...batch, parse });
  }
  spill.close();
  return { parsed, events: engine.stats().events };
}

test("the first events of a file and of an index are judged by their bytes", async () => {
  expect(await parsedOf(event("one", "b.exe") + event("two", "b.exe") + event("one", "c.exe"))).toEqual({ parsed: 0, events: 3 });
});

test.each([
  ["a bulk action", `{"index":{"_index":"logs-one"}}\n${event("one", "b.exe")}`, { parsed: 1, events: 1 }],
  [
    "a hit",
    `{"_index":"logs-one","_id":"1","_source":${event("one", "b.exe").trimEnd()}}\n${event("one", "b.exe")}`,
    { parsed: 1, events: 2 },
  ],
  ["a broken line", `{"broken\n${event("one", "b.exe")}`, { parsed: 0, events: 1 }],
  ["a mark of its byte order", `\ufeff${event("one", "b.exe")}${event("one", "b.exe")}`, { parsed: 1, events: 2 }],
])("a file that begins with %s is told by that", async (_, content, found) => {
  expect(await parsedOf(content)).toEqual(found);
});
