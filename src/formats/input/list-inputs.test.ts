import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAll, readPiped } from "../../../tests/support/reading.ts";
import { readEvents } from "./read.ts";

let root = "";
const at = (...parts: readonly string[]): string => join(root, ...parts);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "tocsin-inputs-"));
  mkdirSync(at("logs", "b"), { recursive: true });
  mkdirSync(at("logs", "empty"));
  writeFileSync(at("logs", "a.json"), '{"n":"a"}');
  writeFileSync(at("logs", "b", "x.ndjson"), '{"n":"b/x"}\n');
  writeFileSync(at("logs", "b", "y.txt"), '{"n":"b/y"}\n');
  writeFileSync(at("logs", "c.json"), '[{"n":"c"}]');
  writeFileSync(at("[odd].json"), '{"n":"odd"}');
});
afterAll(() => rmSync(root, { recursive: true }));

const values = async (inputs: string | readonly string[]): Promise<readonly unknown[]> =>
  (await readAll(inputs)).events.map((event) => event["n"]);

describe("inputs", () => {
  test("a folder: all that is in it, in name order", async () => {
    expect(await values(at("logs"))).toEqual(["a", "b/x", "b/y", "c"]);
  });

  test("several inputs in their order; origins count them", async () => {
    const { events, origins } = await readAll([at("logs", "c.json"), at("logs", "b"), "-"], {
      stdin: (async function* () {
        yield '{"n":"-"}';
      })(),
    });
    expect(events.map((event) => event["n"])).toEqual(["c", "b/x", "b/y", "-"]);
    expect(origins.map((origin) => [origin?.stream.input, origin?.stream.file])).toEqual([
      [0, at("logs", "c.json")],
      [1, at("logs", "b", "x.ndjson")],
      [2, at("logs", "b", "y.txt")],
      [3, "-"],
    ]);
  });

  test.each([
    ["*.json", ["a", "c"]],
    ["**/*.{ndjson,txt}", ["b/x", "b/y"]],
    ["**", ["a", "b/x", "b/y", "c"]],
    ["?.json", ["a", "c"]],
    ["[ab]*", ["a", "b/x", "b/y"]],
  ])("glob %s", async (pattern, expected) => {
    expect(await values(at("logs", pattern))).toEqual(expected);
  });

  test("a file whose name looks like a pattern is that file", async () => {
    expect(await values(at("[odd].json"))).toEqual(["odd"]);
  });

  test.each([
    [["logs", "a.jsn"], "there is no such file or folder", "did you mean `a.json`?"],
    [["nowhere", "x"], "there is no such file or folder", undefined],
    [["logs", "a.json", "x"], "there is no such file or folder", undefined],
    [["logs", "*.csv"], "the pattern matches no file", undefined],
  ])("what does not exist: %j", async (parts, message, hint) => {
    const { problems, summary } = await readAll([at(...parts), at("logs", "a.json")]);
    expect(problems).toMatchObject([{ code: "T7001", severity: "error", message, ...(hint !== undefined && { hint }) }]);
    expect(summary).toMatchObject({ files: 1, read: 1, events: 1 });
  });

  test("a folder without a file is told", async () => {
    const { problems, summary } = await readAll([at("logs", "empty"), at("logs", "a.json")]);
    expect(problems).toMatchObject([{ code: "T7001", severity: "warning", message: "there is no file in this folder" }]);
    expect(summary).toMatchObject({ files: 1, read: 1, events: 1 });
  });

  test("progress knows the total where all inputs are files", async () => {
    const totals: unknown[] = [];
    await readAll(at("logs"), { onProgress: ({ totalBytes }) => totals.push(totalBytes) });
    expect(new Set(totals)).toEqual(new Set([9 + 12 + 12 + 11]));
  });
});

describe("odd things in folders", () => {
  test("links are followed, each file and folder is read once, circles end", async () => {
    mkdirSync(at("links", "real"), { recursive: true });
    writeFileSync(at("links", "real", "x.json"), '{"n":1}');
    symlinkSync(at("links"), at("links", "real", "up"));
    symlinkSync(at("links", "real", "x.json"), at("links", "a-link.json"));
    symlinkSync(at("logs", "a.json"), at("links", "b-link.json"));
    symlinkSync("round", at("links", "round"));
    symlinkSync("nowhere", at("links", "broken"));
    const { events, skipped, origins } = await readAll(at("links"));
    expect(events).toHaveLength(2);
    expect(origins.map((origin) => origin?.stream.file)).toEqual([at("links", "a-link.json"), at("links", "b-link.json")]);
    expect(skipped).toEqual(["T7002 Input cannot be read ×2", "T7013 Already read ×2"]);
  });

  test("images and such are counted by kind", async () => {
    mkdirSync(at("images"));
    for (let i = 0; i < 5; i++) writeFileSync(at("images", `${i}.json`), Buffer.from(`\x89PNG\r\n\x1a\n${i}\0\0`, "latin1"));
    writeFileSync(at("images", "a.jpg"), Buffer.from("\xff\xd8\xff\xe0", "latin1"));
    writeFileSync(at("images", "notes.txt"), "hello\n");
    writeFileSync(at("images", "x.bin"), Buffer.from([0, 1, 2, 3]));
    writeFileSync(at("images", "security.evtx"), "regf\0\0\0");
    const { skipped, problems } = await readAll(at("images"));
    expect(skipped).toEqual([
      "T7003 PNG image ×5",
      "T7003 JPEG image ×1",
      "T7003 text ×1",
      "T7003 Windows registry hive ×1",
      "T7003 binary file ×1",
    ]);
    expect(problems).toHaveLength(3);
  });

  test.skipIf(process.platform === "win32")("a pipe in a folder is passed over; one that is named is read", async () => {
    mkdirSync(at("pipes"));
    execFileSync("mkfifo", [at("pipes", "p")]);
    const passed = await readAll(at("pipes"));
    expect(passed.skipped).toEqual(["T7014 a pipe ×1"]);
    const reading = readAll(at("pipes", "p"));
    spawn("sh", ["-c", `printf '{"n":1}\\n' > "$1"`, "sh", at("pipes", "p")]);
    expect((await reading).events).toHaveLength(1);
  });

  test.skipIf(process.platform === "win32")("a socket is never read", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at("socket"), resolve));
    const { skipped, problems } = await readAll(at("socket"));
    server.close();
    expect(skipped).toEqual(["T7014 a socket ×1"]);
    expect(problems[0]?.severity).toBe("error");
  });

  test("a device that is named is read", async () => {
    expect((await readAll("/dev/null")).skipped).toEqual(["T7015 Empty input ×1"]);
  });

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0 || process.platform === "win32")("what may not be read is an error, the rest is read", async () => {
    mkdirSync(at("closed"));
    writeFileSync(at("closed", "a.json"), "{}");
    writeFileSync(at("closed", "b.json"), "{}");
    chmodSync(at("closed", "a.json"), 0);
    const { events, problems } = await readAll(at("closed"));
    expect(events).toHaveLength(1);
    expect(problems).toMatchObject([{ code: "T7002", message: "cannot be read: permission denied" }]);
  });

  test("a file that vanishes after it was listed is an error, the rest is read", async () => {
    mkdirSync(at("vanishing"));
    for (const name of ["a", "b", "c"]) writeFileSync(at("vanishing", name), `{"n":"${name}"}`);
    const seen: unknown[] = [];
    const reading = readEvents(at("vanishing"));
    for await (const event of reading) {
      seen.push(event["n"]);
      if (event["n"] === "a") unlinkSync(at("vanishing", "b"));
    }
    expect(seen).toEqual(["a", "c"]);
    expect(reading.summary()).toMatchObject({ files: 3, read: 2 });
    expect(reading.summary().skipped).toMatchObject([{ code: "T7002", count: 1 }]);
  });

  test("a pipe whose writer fails is an error after what it sent", async () => {
    async function* failing(): AsyncGenerator<string> {
      yield '{"n":1}\n';
      throw Object.assign(new Error("read EIO"), { code: "EIO", syscall: "read" });
    }
    const { events, problems } = await readAll("-", { stdin: failing() });
    expect(events).toHaveLength(1);
    expect(problems).toMatchObject([{ code: "T7002" }]);
  });

  test("an error that is a bug of ours is not taken for bad input", async () => {
    async function* broken(): AsyncGenerator<string> {
      yield '{"n":1}\n';
      throw new TypeError("bug");
    }
    await expect(readAll("-", { stdin: broken() })).rejects.toThrow("bug");
    await expect(readPiped([])).resolves.toBeDefined();
  });
});
