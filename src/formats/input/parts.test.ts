import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type EventDocument, originOf } from "../../event/origin.ts";
import type { LineBlock } from "../../event/line-block.ts";
import { READ_BLOCK_BYTES } from "./limits.ts";
import { readBlocks, readEvents } from "./read.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-parts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LF = 0x0a;

/** Lines of 1 KB, some blank, some that are no events, one with bytes that are no UTF-8. */
function linesOf(count: number, first: number): Buffer {
  const lines = Array.from({ length: count }, (_, i) => {
    const number = first + i;
    if (number % 700 === 3) return Buffer.from(number % 2 === 0 ? "" : "  \r");
    if (number % 900 === 4) return Buffer.from("[1]");
    const line = Buffer.from(JSON.stringify({ event: { kind: "event" }, number, text: "x".repeat(1000) }));
    if (number === 7_777) line[line.length - 9] = 0xff;
    return line;
  });
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));
}

function write(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

interface Read {
  readonly events: readonly (readonly [number: unknown, offset: unknown, line: unknown, record: unknown])[];
  readonly parts: number;
  readonly summary: object;
}

const told = (event: EventDocument): Read["events"][number] => {
  const origin = originOf(event);
  return [event["number"], origin?.offset, origin?.line, origin?.record];
};

/** The events of a block whose lines are parsed one by one, or only counted where they are plain. */
function* eventsOf(block: LineBlock): Generator<EventDocument> {
  const bytes = Buffer.from(block.bytes ?? new Uint8Array(block.part?.length ?? 0));
  if (block.part) block.readInto(bytes);
  let line = 0;
  let count = 0;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LF, start);
    line++;
    const text = block.text(start, end);
    expect(text).toBe(bytes.toString("utf8", start, end));
    if (line % 3 === 0 && text.startsWith("{") && !text.includes("\ufffd")) {
      count++;
      const event = JSON.parse(text) as EventDocument;
      yield Object.assign(event, { number: [event["number"], block.firstLine() + line - 1, block.record(line)] });
    } else {
      const events = block.parse(start, end, line);
      count += events.length;
      yield* events;
    }
    start = end + 1;
  }
  block.finish(line, count);
}

async function readApart(path: string): Promise<Read> {
  const reading = readBlocks(path, { apart: true });
  const events: Read["events"][number][] = [];
  let parts = 0;
  for await (const batch of reading) {
    if (!Array.isArray(batch) && batch.part) parts++;
    for (const event of Array.isArray(batch) ? batch : eventsOf(batch)) events.push(told(event));
  }
  return { events, parts, summary: reading.summary() };
}

async function readWhole(path: string): Promise<Read> {
  const reading = readEvents(path);
  const events: Read["events"][number][] = [];
  for await (const event of reading) events.push(told(event));
  return { events, parts: 0, summary: reading.summary() };
}

/** What was only counted says its place itself. */
const sameAs = (whole: Read["events"]) => (event: Read["events"][number], i: number) => {
  const [number, offset, line, record] = whole[i] as Read["events"][number];
  return Array.isArray(event[0]) ? [[number, line, record], undefined, undefined, undefined] : [number, offset, line, record];
};

describe("a file that is read in parts by others", () => {
  test("has the same events at the same places, and counts the same bytes", async () => {
    const path = write("many.ndjson", Buffer.concat([linesOf(11_000, 0), Buffer.from('{"event":{"kind":"event"},"number":-1}')]));
    const [apart, whole] = [await readApart(path), await readWhole(path)];
    expect(apart.parts).toBe(3);
    expect(apart.events).toEqual(apart.events.map(sameAs(whole.events)));
    expect(apart.events).toHaveLength(whole.events.length);
    expect(apart.summary).toEqual(whole.summary);
  });

  test("goes on as ever behind a line that is longer than a part", async () => {
    const long = Buffer.from(JSON.stringify({ event: { kind: "event" }, number: 5, text: "y".repeat(READ_BLOCK_BYTES) }));
    const path = write("long.ndjson", Buffer.concat([linesOf(5_000, 0), long, Buffer.from("\n"), linesOf(5_000, 5_001)]));
    const [apart, whole] = [await readApart(path), await readWhole(path)];
    expect(apart.parts).toBeGreaterThan(0);
    expect(apart.events).toEqual(apart.events.map(sameAs(whole.events)));
    expect(apart.events).toHaveLength(whole.events.length);
    expect(apart.summary).toEqual(whole.summary);
  });

  test("is told to have changed where a part is no longer there", async () => {
    const path = write("cut.ndjson", linesOf(10_000, 0));
    await expect(async () => {
      for await (const batch of readBlocks(path, { apart: true })) {
        if (Array.isArray(batch) || !batch.part) continue;
        truncateSync(path, 5_000);
        batch.readInto(new Uint8Array(batch.part.length));
      }
    }).rejects.toThrow("was changed while it was read");
  });
});
