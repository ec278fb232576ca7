import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import fc from "fast-check";
import type { NewRecord } from "./frame.ts";
import { type JournalDamage, JournalReader, readFrameAt } from "./reader.ts";
import { listSegments, type Position, segmentName } from "./segment.ts";
import { type JournalFile, type JournalFiles, type JournalRepair, JournalWriter } from "./writer.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-journal-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SOURCE = { client: "key-1", via: "bulk" };
const START: Position = { segment: segmentName(0), offset: 0, sequence: 0 };
const record = (n: number): NewRecord => ({ index: "logs-x-y", id: n % 2 === 0 ? `id-${n}` : null, json: Buffer.from(`{"n":${n}}`) });
const records = (from: number, count: number): NewRecord[] => Array.from({ length: count }, (_, i) => record(from + i));

function readAll(end: Position, from: Position = START): { numbers: number[]; sequences: number[]; damage: JournalDamage[] } {
  const damage: JournalDamage[] = [];
  const reader = new JournalReader(folder, from, (each) => void damage.push(each));
  const entries = [];
  for (let frame = reader.next(end); frame; frame = reader.next(end)) entries.push(...frame.entries);
  reader.close();
  return {
    numbers: entries.map(({ json }) => (JSON.parse(json) as { n: number }).n),
    sequences: entries.map(({ sequence }) => sequence),
    damage,
  };
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe("the journal", () => {
  test("gives back what was appended, in order, with its sequence numbers, source and place", async () => {
    const writer = await JournalWriter.open(folder, 0);
    const [first, second] = await Promise.all([writer.append(records(0, 3), SOURCE, 1000), writer.append(records(3, 2), SOURCE, 2000)]);
    expect([first.firstSequence, second.firstSequence]).toEqual([0, 3]);
    expect(readAll(writer.durable)).toEqual({ numbers: upTo(5), sequences: upTo(5), damage: [] });
    const frame = readFrameAt(folder, segmentName(0), 0);
    expect(frame).toMatchObject({ source: SOURCE, received: 1000, firstSequence: 0, records: 3 });
    expect(frame?.entries[0]).toMatchObject({ sequence: 0, index: "logs-x-y", id: "id-0", json: '{"n":0}' });
    await writer.close();
  });

  test("goes on in new segments, and after being opened again", async () => {
    for (let i = 0; i < 6; i++) {
      const writer = await JournalWriter.open(folder, 0, { segmentBytes: 200 });
      await writer.append(records(i * 5, 3), SOURCE, 0);
      await writer.append(records(i * 5 + 3, 2), SOURCE, 0);
      if (i === 5) expect(readAll(writer.durable).numbers).toEqual(upTo(30));
      await writer.close();
    }
    expect(listSegments(folder).length).toBeGreaterThan(2);
  });

  test("cuts a big request into frames", async () => {
    const writer = await JournalWriter.open(folder, 0);
    const { end } = await writer.append(records(0, 2000), SOURCE, 0);
    expect(readAll(end).numbers).toEqual(upTo(2000));
    expect(readFrameAt(folder, segmentName(0), 0)?.records).toBeLessThanOrEqual(512);
    await writer.close();
  });

  test("a reader goes on from a position, and steps over what it has read where only the sequence number is known", async () => {
    const writer = await JournalWriter.open(folder, 0, { segmentBytes: 1 });
    const { end: middle } = await writer.append(records(0, 4), SOURCE, 0);
    const { end } = await writer.append(records(4, 4), SOURCE, 0);
    expect(readAll(end, middle).numbers).toEqual([4, 5, 6, 7]);
    expect(readAll(end, { ...START, sequence: 4 }).numbers).toEqual([4, 5, 6, 7]);
    rmSync(join(folder, segmentName(0)));
    expect(readAll(end).numbers).toEqual([4, 5, 6, 7]);
    await writer.close();
  });

  test("cuts off what an interrupted write left, wherever it stopped, and goes on", async () => {
    const writer = await JournalWriter.open(folder, 0);
    const { end: kept } = await writer.append(records(0, 4), SOURCE, 0);
    await writer.append(records(4, 4), SOURCE, 0);
    await writer.close();
    const file = join(folder, segmentName(0));
    const whole = readFileSync(file);
    for (let size = kept.offset; size < whole.length; size += 7) {
      writeFileSync(file, whole.subarray(0, size));
      const repairs: number[] = [];
      const again = await JournalWriter.open(folder, 0, {
        onRepair: ({ bytes, kind }) => void (kind === "interrupted" && repairs.push(bytes)),
      });
      expect(repairs).toEqual(size === kept.offset ? [] : [size - kept.offset]);
      await again.append(records(4, 1), SOURCE, 0);
      expect(readAll(again.durable)).toEqual({ numbers: upTo(5), sequences: upTo(5), damage: [] });
      await again.close();
    }
  });

  test("an end that is as long as a frame and is none is told as what it may be, and cut off", async () => {
    const writer = await JournalWriter.open(folder, 0);
    const { end: kept } = await writer.append(records(0, 4), SOURCE, 0);
    await writer.append(records(4, 4), SOURCE, 0);
    await writer.close();
    const file = join(folder, segmentName(0));
    const whole = readFileSync(file);
    whole.writeUInt8((whole.at(-1) ?? 0) ^ 1, whole.length - 1);
    writeFileSync(file, whole);
    const repairs: JournalRepair[] = [];
    const again = await JournalWriter.open(folder, 0, { onRepair: (repair) => void repairs.push(repair), judged: kept });
    expect(repairs).toEqual([{ segment: segmentName(0), bytes: whole.length - kept.offset, kind: "changed" }]);
    expect(again.durable).toEqual(kept);
    await again.close();
  });

  test.each(["changed", "gone"])(
    "an end that was judged and is %s since is told, and nothing that comes later is missed by who reads on",
    async (how) => {
      const writer = await JournalWriter.open(folder, 0);
      const { end: kept } = await writer.append(records(0, 4), SOURCE, 0);
      const { end: judged } = await writer.append(records(4, 4), SOURCE, 0);
      await writer.close();
      const file = join(folder, segmentName(0));
      const whole = readFileSync(file);
      if (how === "gone") truncateSync(file, kept.offset + 7);
      else writeFileSync(file, Buffer.concat([whole.subarray(0, kept.offset + 20), Buffer.alloc(whole.length - kept.offset - 20, 0x5a)]));
      const repairs: JournalRepair[] = [];
      const again = await JournalWriter.open(folder, judged.sequence, { onRepair: (repair) => void repairs.push(repair), judged });
      expect(repairs).toEqual([{ segment: segmentName(0), bytes: judged.offset - kept.offset, kind: "lost" }]);
      await again.append(records(8, 3), SOURCE, 0);
      expect(readAll(again.durable, judged)).toEqual({ numbers: [8, 9, 10], sequences: [8, 9, 10], damage: [] });
      expect(readAll(again.durable)).toMatchObject({
        numbers: [0, 1, 2, 3, 8, 9, 10],
        damage: [{ offset: kept.offset, bytes: judged.offset - kept.offset }],
      });
      await again.close();
    },
  );

  test("damage in the middle costs the frames it is in, and no others", async () => {
    const writer = await JournalWriter.open(folder, 0);
    const ends: number[] = [];
    for (let i = 0; i < 4; i++) ends.push((await writer.append(records(i * 2, 2), SOURCE, 0)).end.offset);
    await writer.close();
    const file = join(folder, segmentName(0));
    const whole = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: (ends[2] ?? 0) - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(whole);
        damaged.writeUInt8((whole[at] ?? 0) ^ flip, at);
        writeFileSync(file, damaged);
        const hit = ends.findIndex((end) => at < end);
        const again = await JournalWriter.open(folder, 0);
        expect(again.durable.offset).toBe(whole.length);
        const { numbers, damage } = readAll(again.durable);
        expect(numbers).toEqual(upTo(8).filter((n) => n >> 1 !== hit));
        expect(damage).toEqual([{ segment: segmentName(0), offset: ends[hit - 1] ?? 0, bytes: (ends[hit] ?? 0) - (ends[hit - 1] ?? 0) }]);
        await again.close();
      }),
      { numRuns: 100 },
    );
  });

  test("a write that fails is told, leaves nothing, and the next one succeeds", async () => {
    let room = 200;
    const files: JournalFiles = {
      async open(path, flags) {
        const handle = await open(path, flags);
        return {
          async writev(buffers: readonly NodeJS.ArrayBufferView[], position?: number) {
            const [first] = buffers as readonly Buffer[];
            if (!first || room <= 0) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
            const part = first.subarray(0, room);
            room -= part.length;
            const { bytesWritten } = await handle.write(part, 0, part.length, position);
            return { bytesWritten, buffers: [...buffers] };
          },
          datasync: () => handle.datasync(),
          truncate: (length?: number) => handle.truncate(length),
          close: () => handle.close(),
        } as JournalFile;
      },
    };
    const writer = await JournalWriter.open(folder, 0, { files });
    await writer.append(records(0, 1), SOURCE, 0);
    await expect(writer.append(records(1, 400), SOURCE, 0)).rejects.toThrow("no space");
    expect(statSync(join(folder, segmentName(0))).size).toBe(writer.durable.offset);
    room = 100_000;
    await writer.append(records(1, 2), SOURCE, 0);
    expect(readAll(writer.durable).numbers).toEqual([0, 1, 2]);
    await writer.close();
  });

  test("numbers nothing twice where the end was lost: it goes on at the floor", async () => {
    const writer = await JournalWriter.open(folder, 0);
    await writer.append(records(0, 4), SOURCE, 0);
    await writer.close();
    truncateSync(join(folder, segmentName(0)), 0);
    const again = await JournalWriter.open(folder, 4);
    const { firstSequence } = await again.append(records(9, 1), SOURCE, 0);
    expect(firstSequence).toBe(4);
    await again.close();
  });

  test("files that are none of the journal's are left alone", async () => {
    appendFileSync(join(folder, "notes.txt"), "x");
    const writer = await JournalWriter.open(folder, 7);
    expect(writer.durable).toEqual({ segment: segmentName(7), offset: 0, sequence: 7 });
    await writer.close();
    expect(readdirSync(folder)).toEqual(["notes.txt"]);
  });
});
