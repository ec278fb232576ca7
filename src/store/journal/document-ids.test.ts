import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contentFingerprint, DocumentIds, idFingerprint, type KnownDocument } from "./document-ids.ts";
import { readDocumentIds } from "./known-ids.ts";
import { JournalWriter } from "./writer.ts";

const said = (text: string): string => contentFingerprint(Buffer.from(text));

describe("ids of documents", () => {
  test("those of two indices are different, and a name that runs into an id is no other's", () => {
    const all = [
      idFingerprint("a", "1"),
      idFingerprint("b", "1"),
      idFingerprint("a", "2"),
      idFingerprint("a1", ""),
      idFingerprint("", "a1"),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(all[0]).toMatch(/^[0-9a-f]{16}$/);
  });

  test("the last ones are always known, by what was said last; none is made up", () => {
    const steps = fc.array(fc.tuple(fc.nat(40), fc.nat(3)), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (told) => {
        const ids = new DocumentIds(8);
        const all = new Map<string, KnownDocument>();
        const latest: string[] = [];
        for (const [sequence, [n, what]] of told.entries()) {
          const id = idFingerprint("i", String(n));
          const document = { content: said(String(what)), version: (all.get(id)?.version ?? 0) + 1, sequence };
          ids.remember(id, document);
          all.set(id, document);
          latest.splice(0, Number.POSITIVE_INFINITY, ...latest.filter((known) => known !== id), id);
        }
        for (const id of latest.slice(-8)) expect(ids.find(id)).toEqual(all.get(id));
        for (const [id, document] of all) expect([undefined, document]).toContainEqual(ids.find(id));
        expect([...all.keys()].filter((id) => ids.find(id)).length).toBeLessThanOrEqual(16);
      }),
    );
  });

  test("fingerprints that begin with zeros, or lie in one place, are kept apart", () => {
    const ids = new DocumentIds(8);
    const names = ["0000000000000000", "0000000100000000", "0000000000000010", "ffffffff00000000", "00000000ffffffff"];
    names.forEach((id, n) => ids.remember(id, { content: id, version: n + 1, sequence: n }));
    expect(names.map((id) => ids.find(id))).toEqual(names.map((id, n) => ({ content: id, version: n + 1, sequence: n })));
  });
});

describe("ids in the journal", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-ids-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const record = (id: string | null, text: string, sent?: string) => ({ index: "a", id, json: Buffer.from(text), sent });
  const SOURCE = { client: "k", via: "bulk" };

  test("are read again as they were sent", async () => {
    const writer = await JournalWriter.open(folder, 5);
    await writer.append(
      [record(null, "{}"), record("1", '{"n":1}'), record("2", '{"made":1}', said("raw")), record("2-1", '{"made":2}', "")],
      SOURCE,
      0,
    );
    await writer.append([record("1", '{"n":2}')], SOURCE, 0);
    await writer.close();
    const ids = readDocumentIds(folder);
    expect(ids.find(idFingerprint("a", "1"))).toEqual({ content: said('{"n":2}'), version: 2, sequence: 9 });
    expect(ids.find(idFingerprint("a", "2"))).toEqual({ content: said("raw"), version: 1, sequence: 7 });
    expect(ids.find(idFingerprint("a", "2-1"))).toBeUndefined();
  });

  test("no more segments are read than hold the ids that are kept", async () => {
    const writer = await JournalWriter.open(folder, 0, { segmentBytes: 1 });
    for (let n = 0; n < 20; n++) await writer.append([record(`a${n}`, "{}"), record(`b${n}`, "{}")], SOURCE, 0);
    await writer.close();
    const ids = readDocumentIds(folder, new DocumentIds(4));
    const known = Array.from({ length: 20 }, (_, n) => n).filter((n) => ids.find(idFingerprint("a", `a${n}`)));
    expect(known).toEqual([18, 19]);
  });

  test("within a segment neither; one damaged frame costs its own ids alone", async () => {
    const writer = await JournalWriter.open(folder, 0);
    const ends: number[] = [];
    for (let n = 0; n < 20; n++) ends.push((await writer.append([record(`a${n}`, "{}"), record(null, "{}")], SOURCE, 0)).end.offset);
    await writer.close();
    const file = join(folder, "0000000000000000.journal");
    const known = (): number[] => {
      const ids = readDocumentIds(folder, new DocumentIds(4));
      return Array.from({ length: 20 }, (_, n) => n).filter((n) => ids.find(idFingerprint("a", `a${n}`)));
    };
    expect(known()).toEqual([16, 17, 18, 19]);
    const whole = readFileSync(file);
    for (const at of [0, 10, 60]) {
      const damaged = Buffer.from(whole);
      const place = (ends[16] ?? 0) + at;
      damaged.writeUInt8((whole[place] ?? 0) ^ 0xff, place);
      writeFileSync(file, damaged);
      expect(known()).toEqual(expect.arrayContaining([16, 18, 19]));
      expect(known()).not.toContain(17);
    }
  });
});
