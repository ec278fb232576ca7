import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTar, makeZip, type TestMember } from "../../../tests/support/archives.ts";
import { cutAt, readAll, readPiped, type ReadResult } from "../../../tests/support/reading.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-containers-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, data: Buffer | string): string => {
  const path = join(folder, name);
  writeFileSync(path, data);
  return path;
};

/** `count` events `{"n":…}` that hardly compress. */
const numbered = (count: number): string =>
  Array.from({ length: count }, (_, n) => `{"n":${n},"x":"${((n + 1) * 2654435761).toString(36)}"}\n`).join("");
const numbers = (result: ReadResult): readonly unknown[] => result.events.map((event) => event["n"]);
const upTo = (count: number): readonly number[] => [...Array(count).keys()];

const members: readonly TestMember[] = [
  { name: "z.ndjson", data: '{"n":0}\n{"n":1}\n' },
  { name: `long/${"x".repeat(150)}/a.json`, data: '[{"n":2}]' },
  { name: "ä.json", data: '{"n":3}' },
];
const names = members.map(({ name }) => name);
const zipped = makeZip(members);

/** What the events 0 to 3 may be packed in. */
const PACKED: readonly (readonly [name: string, data: Buffer, members: readonly (string | undefined)[]])[] = [
  ["gzip", gzipSync('{"n":0}\n{"n":1}\n{"n":2}\n{"n":3}'), []],
  ["gzip of several members", Buffer.concat([gzipSync('{"n":0}\n{"n"'), gzipSync(":1}\n"), gzipSync('{"n":2}\n{"n":3}\n')]), []],
  ["Zstandard", zstdCompressSync('{"n":0}\n{"n":1}\n{"n":2}\n{"n":3}'), []],
  [
    "Zstandard of several frames, one without data",
    Buffer.concat([
      Buffer.from([0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 7]),
      zstdCompressSync('{"n":0}\n{"n":1}\n'),
      zstdCompressSync('{"n":2}\n{"n":3}\n'),
    ]),
    [],
  ],
  ["tar", makeTar(members), names],
  ["tar in gzip", gzipSync(makeTar(members)), names],
  ["tar in Zstandard", zstdCompressSync(makeTar(members)), names],
  ["zip", zipped, names],
  ["zip, stored", makeZip(members.map((member) => ({ ...member, method: "stored" }))), names],
  ["zip, Zstandard", makeZip(members.map((member) => ({ ...member, method: "zstd" }))), names],
  ["zip with a comment", makeZip(members, "hello PK\u0005"), names],
  ["zip with its comment cut off", makeZip(members, "hello").subarray(0, -5), names],
  ["zip with bytes after its end", Buffer.concat([zipped, Buffer.from("rubbish")]), names],
  ["zip in gzip", gzipSync(zipped), names],
  ["zip in zip", makeZip([{ name: "in.zip", data: zipped, method: "stored" }]), names.map((name) => `in.zip!${name}`)],
  [
    "gzip in tar",
    makeTar([
      { name: "a.gz", data: gzipSync('{"n":0}\n{"n":1}\n') },
      { name: "b.gz", data: gzipSync('{"n":2}\n{"n":3}\n') },
    ]),
    ["a.gz", "b.gz"],
  ],
  ["UTF-16 in gzip", gzipSync(Buffer.from('\ufeff{"n":0}\r\n{"n":1}\r\n{"n":2}\r\n{"n":3}\r\n', "utf16le")), []],
];

describe("containers", () => {
  test.each(PACKED)("%s: from a file", async (name, data, inside) => {
    const result = await readAll(file(name.replaceAll(/\W/g, "_"), data));
    expect({ numbers: numbers(result), skipped: result.skipped }).toEqual({ numbers: upTo(4), skipped: [] });
    const streams = new Set(result.origins.map((origin) => origin?.stream));
    const found = [...streams].map((stream) => stream?.memberName);
    expect(found).toEqual(inside.length === 0 ? [undefined] : inside);
    expect([...streams].map((stream) => stream?.member)).toEqual(upTo(streams.size));
  });

  test("however a pipe cuts them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PACKED), fc.array(fc.nat(), { maxLength: 8 }), async ([, data], places) => {
        const result = await readPiped(cutAt(data, places));
        expect({ numbers: numbers(result), skipped: result.skipped }).toEqual({ numbers: upTo(4), skipped: [] });
      }),
      { numRuns: 60 },
    );
  });
});

describe("tar as other tools write it", () => {
  const found = hasTar();
  test.skipIf(!found).each(["v7", "ustar", "gnu", "pax"])("--format=%s", async (format) => {
    writeFileSync(join(folder, "member.json"), numbered(40));
    const long = format === "v7" ? "short.json" : `${"long-name-".repeat(8)}.json`;
    writeFileSync(join(folder, long), '{"n":40}');
    const archive = join(folder, `${format}.tar`);
    execFileSync("tar", ["-C", folder, `--format=${format}`, "-cf", archive, "member.json", long]);
    const result = await readAll(archive);
    expect({ numbers: numbers(result), skipped: result.skipped }).toEqual({ numbers: upTo(41), skipped: [] });
    expect(result.origins.at(-1)?.stream.memberName).toBe(long);
  });
});

function hasTar(): boolean {
  try {
    return execFileSync("tar", ["--version"], { encoding: "utf8" }).includes("GNU");
  } catch {
    return false;
  }
}

describe("cut-off files", () => {
  const text = numbered(4000);
  const CUT: readonly (readonly [name: string, data: Buffer])[] = [
    ["gzip", gzipSync(text)],
    ["Zstandard", zstdCompressSync(text)],
    ["tar", makeTar([{ name: "a", data: text }])],
    ["tar in gzip", gzipSync(makeTar([{ name: "a", data: text }]))],
  ];

  test.each(CUT)("%s: the events before the cut, always the same ones, and one error", async (_, data) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 600, max: data.length - 5 }), fc.array(fc.nat(), { maxLength: 4 }), async (length, places) => {
        const cut = data.subarray(0, length);
        const once = await readPiped([cut]);
        const again = await readPiped(cutAt(cut, places));
        expect(numbers(once)).toEqual(upTo(once.events.length));
        expect(numbers(again)).toEqual(numbers(once));
        const broken = once.summary.skipped.filter(({ code }) => code === "T7009");
        // A cut into the padding behind a tar's last member takes nothing.
        if (once.events.length < 4000) expect(broken.map(({ count }) => count)).toEqual([1]);
      }),
      { numRuns: 25 },
    );
  });

  test("nothing is lost but what the cut took: most of a gzip file", async () => {
    const data = gzipSync(text);
    const { events } = await readPiped([data.subarray(0, data.length - 8)]);
    expect(events).toHaveLength(4000);
  });

  test("a zip without its end is one error", async () => {
    const { events, problems } = await readAll(file("cut.zip", zipped.subarray(0, zipped.length - 60)));
    expect(events).toEqual([]);
    expect(problems).toMatchObject([
      { code: "T7009", severity: "error", message: "the zip archive has no directory at its end: it is cut off" },
    ]);
  });
});

describe("damaged and hostile archives", () => {
  test("any byte changed: no crash, and events of untouched members", async () => {
    const archives = fc.constantFrom(...PACKED.map(([, data]) => data));
    await fc.assert(
      fc.asyncProperty(archives, fc.nat(), fc.integer({ min: 1, max: 255 }), async (data, place, change) => {
        const damaged = Buffer.from(data);
        const at = place % damaged.length;
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const { summary } = await readPiped([damaged]);
        expect(summary.read).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  test("a damaged member of a zip does not touch the others", async () => {
    const archive = makeZip([
      { name: "a", data: numbered(3), method: "stored" },
      { name: "b", data: '{"n":9}' },
    ]);
    const at = archive.indexOf('{"n":1');
    archive[at + 5] = 0x37;
    const { events, skipped, problems } = await readAll(file("damaged.zip", archive));
    expect(events.map((event) => event["n"])).toEqual([0, 7, 2, 9]);
    expect(skipped).toEqual(["T7009 Broken archive or compressed file ×1"]);
    expect(problems[0]?.location?.file).toMatch(/damaged\.zip!a$/);
  });

  test("encrypted members, and methods that are not known, are counted by kind", async () => {
    const archive = makeZip([
      { name: "s.json", data: "{}", encrypted: true },
      { name: "b.json", data: "{}", method: "bzip2" },
      { name: "c.json", data: '{"n":0}' },
    ]);
    const { events, skipped } = await readAll(file("encrypted.zip", archive));
    expect(events).toHaveLength(1);
    expect(skipped).toEqual(["T7010 is encrypted ×1", "T7010 is compressed by method 12, which is not read ×1"]);
  });

  test("names that point elsewhere are names and nothing else", async () => {
    const { events, origins } = await readAll(
      file(
        "names.zip",
        makeZip([
          { name: "../../etc/passwd", data: '{"n":0}' },
          { name: "/x", data: '{"n":1}' },
        ]),
      ),
    );
    expect(events).toHaveLength(2);
    expect(origins.map((origin) => origin?.stream.memberName)).toEqual(["../../etc/passwd", "/x"]);
  });

  test("names in a zip that does not say how they are written: UTF-8 where they are, else the code page of DOS", async () => {
    const archive = makeZip([
      { name: "", nameBytes: Buffer.from("näme.json"), data: '{"n":0}' },
      { name: "", nameBytes: Buffer.from("n\x84me.json", "latin1"), data: '{"n":1}' },
    ]);
    const { origins } = await readAll(file("bytes.zip", archive));
    expect(origins.map((origin) => origin?.stream.memberName)).toEqual(["näme.json", "näme.json"]);
  });

  test("every member is accounted for: read, or named with what became of it", async () => {
    const archive = makeZip([
      { name: "a.ndjson", data: '{"n":0}\n{broken\n' },
      { name: "empty.log", data: "" },
      { name: "in.zip", data: makeZip([{ name: "Security.evtx", data: "" }]) },
      { name: "b.json.gz", data: gzipSync('{"n":1}\n') },
      { name: "c.png", data: Buffer.from("\x89PNG\r\n\x1a\n\0\0\0", "latin1") },
    ]);
    const { events, summary } = await readAll(file("account.zip", archive));
    expect([events.length, summary.read, summary.members]).toEqual([2, 1, 2]);
    const named = summary.skipped.map(({ code, count, inputs }) => [code, count, inputs?.map((name) => name.replace(/.*account/, ""))]);
    expect(named).toEqual([
      ["T7004", 1, undefined],
      ["T7015", 2, [".zip!empty.log", ".zip!in.zip!Security.evtx"]],
      ["T7003", 1, [".zip!c.png"]],
    ]);
  });

  test("of very many inputs a hundred are named, and all are counted", async () => {
    const archive = makeZip(upTo(150).map((n) => ({ name: `${n}.log`, data: "" })));
    const [empty] = (await readAll(file("many.zip", archive))).summary.skipped;
    expect([empty?.count, empty?.inputs?.length]).toEqual([150, 100]);
  });

  const bomb = gzipSync(Buffer.alloc(4_000_000, "\n"));
  const small = { freeExpansionBytes: 1_000_000, maxExpansionRatio: 100 };
  test.each([
    ["gzip", bomb],
    [
      "zip",
      makeZip([
        { name: "a", data: Buffer.alloc(4_000_000, "\n") },
        { name: "b", data: '{"n":0}' },
      ]),
    ],
    ["zip of many members", makeZip(upTo(100).map((n) => ({ name: String(n), data: Buffer.alloc(40_000, "\n") })))],
    ["gzip in gzip", gzipSync(bomb)],
    ["Zstandard", zstdCompressSync(Buffer.alloc(4_000_000, "\n"))],
  ])("a bomb stops with one error: %s", async (name, data) => {
    const { skipped, problems } = await readAll(file(`bomb-${name.replaceAll(" ", "-")}`, data), { limits: small });
    expect(skipped).toContain("T7011 Expands too far ×1");
    expect(problems.find(({ code }) => code === "T7011")).toMatchObject({
      severity: "error",
      hint: expect.stringContaining("decompress it first"),
    });
  });

  test("what expands by far less is no bomb", async () => {
    const text = numbered(100_000);
    expect(text.length).toBeGreaterThan(2 * small.freeExpansionBytes);
    expect((await readPiped([gzipSync(text)], { limits: small })).events).toHaveLength(100_000);
  });

  test("the other limits end the input, too", async () => {
    const archive = file("limits.zip", makeZip(upTo(20).map((n) => ({ name: String(n), data: `{"n":${n}}` }))));
    expect((await readAll(archive, { limits: { maxMembers: 5 } })).skipped).toEqual(["T7018 Too many members ×1"]);
    expect((await readAll(archive, { limits: { maxExpandedBytes: 20 } })).skipped).toEqual(["T7011 Expands too far ×1"]);
    expect((await readPiped([gzipSync(readFileSync(archive))], { limits: { maxSpoolBytes: 100 } })).skipped).toEqual([
      "T7011 Expands too far ×1",
    ]);
  });

  test("containers nest to a bound", async () => {
    let data: Buffer = Buffer.from('{"n":0}\n');
    for (let depth = 0; depth < 6; depth++) data = gzipSync(data);
    expect((await readPiped([data])).events).toHaveLength(1);
    expect((await readPiped([gzipSync(data)])).skipped).toEqual(["T7012 Archives nested too deep ×1"]);
  });

  test("stopping early closes everything", async () => {
    const { readEvents } = await import("./read.ts");
    const path = file("early.gz", gzipSync(numbered(100_000)));
    for (let i = 0; i < 20; i++) {
      for await (const event of readEvents(path)) if (event["n"] === 3) break;
    }
  });
});
