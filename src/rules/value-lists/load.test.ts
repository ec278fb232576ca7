import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LoadedValueLists, loadValueLists } from "./load.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-lists-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes the files and loads the folder. */
async function load(files: Readonly<Record<string, string | Buffer>>): Promise<LoadedValueLists> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return loadValueLists(folder);
}

const line = (...item: readonly [string, string, string]): string => JSON.stringify({ list_id: item[0], type: item[1], value: item[2] });

describe("text files", () => {
  test.each([
    ["hosts.txt", "a\nB c\n\n a \r\n", { id: "hosts", type: "keyword", guessed: true, values: ["a", "B c", "a"] }],
    ["hosts.txt", "\ufeffa\nb", { id: "hosts", type: "keyword", guessed: true, values: ["a", "b"] }],
    ["hosts.csv", "a,b\n", { id: "hosts", type: "keyword", guessed: true, values: ["a,b"] }],
    ["ips.txt", "192.0.2.1\n::1\n", { id: "ips", type: "ip", guessed: true, values: ["192.0.2.1", "::1"] }],
    ["nets.txt", "192.0.2.1\n10.0.0.0/8\n", { id: "nets", type: "ip_range", guessed: true, values: ["192.0.2.1", "10.0.0.0/8"] }],
    ["mixed.txt", "192.0.2.1\nhost\n", { id: "mixed", type: "keyword", guessed: true, values: ["192.0.2.1", "host"] }],
    ["a.b.keyword.txt", "192.0.2.1\n", { id: "a.b", type: "keyword", values: ["192.0.2.1"] }],
    ["notes.text.txt", "Some words\n", { id: "notes", type: "text", values: ["Some words"] }],
    ["nets.ip_range.csv", "10.0.0.1-10.0.0.9\n", { id: "nets", type: "ip_range", values: ["10.0.0.1-10.0.0.9"] }],
    ["keyword.txt", "a\n", { id: "keyword", type: "keyword", guessed: true, values: ["a"] }],
    ["none.txt", "", { id: "none", type: "keyword", guessed: true, values: [] }],
  ])("%s: %j", async (name, text, list) => {
    const { lists, problems } = await load({ [name]: text });
    expect(problems).toEqual([]);
    expect([...lists]).toEqual([[list.id, list]]);
  });

  test("compressed", async () => {
    expect((await load({ "hosts.keyword.txt.gz": gzipSync("a\nb\n") })).lists.get("hosts")?.values).toEqual(["a", "b"]);
  });

  test("values that cannot be of the declared type are told with their line, and left out", async () => {
    const { lists, problems } = await load({ "nets.ip_range.txt": "10.0.0.0/8\n  10.0.0.0/33\n10.0.0.9-10.0.0.1\n::1\n" });
    expect(lists.get("nets")?.values).toEqual(["10.0.0.0/8", "::1"]);
    expect(problems).toMatchObject([
      { code: "T1123", severity: "warning", location: { line: 2, column: 3, endColumn: 14 } },
      { code: "T1123", severity: "warning", location: { line: 3, column: 1 } },
    ]);
  });

  test("many faulty values are counted", async () => {
    const { problems } = await load({ "ips.ip.txt": "x\n".repeat(25) });
    expect(problems).toHaveLength(11);
    expect(problems.at(-1)).toMatchObject({ message: "15 more values cannot be of type ip and are left out", location: { line: 11 } });
  });

  test("a type that is almost one", async () => {
    expect((await load({ "nets.ip_ranges.txt": "10.0.0.0/8\n" })).problems).toMatchObject([
      { code: "T1126", hint: "did you mean `ip_range`?" },
    ]);
  });
});

describe("exported items", () => {
  test("lines of several lists, and a page of the find API", async () => {
    const { lists, problems } = await load({
      "a.ndjson": `${line("hosts", "keyword", "a")}\n${line("nets", "ip_range", "10.0.0.0/8")}\n${line("hosts", "keyword", "b")}\n`,
      "b.json": JSON.stringify({ data: [{ list_id: "ips", type: "ip", value: "::1" }], total: 1 }),
    });
    expect(problems).toEqual([]);
    expect([...lists.values()]).toEqual([
      { id: "hosts", type: "keyword", values: ["a", "b"] },
      { id: "nets", type: "ip_range", values: ["10.0.0.0/8"] },
      { id: "ips", type: "ip", values: ["::1"] },
    ]);
  });

  test("faults", async () => {
    const { problems } = await load({
      "a.ndjson": `${line("a", "ip", "x")}\n${line("a", "keywords", "x")}\n{"list_id": "a"}\nnonsense\n[1]\n`,
    });
    expect(problems.map(({ code, location }) => [code, location?.line])).toEqual([
      ["T1123", 1],
      ["T1126", 2],
      ["T1127", 3],
      ["T1127", 4],
      ["T1127", 5],
    ]);
  });
});

describe("files", () => {
  test("a folder's other files are left alone; of equal ids the first is used", async () => {
    mkdirSync(join(folder, "more"));
    writeFileSync(join(folder, "more", "hosts.csv"), "c\n");
    const { lists, problems, files } = await load({ "hosts.txt": "a\n", "readme.md": "# none" });
    expect(files).toBe(2);
    expect(lists.get("hosts")?.values).toEqual(["a"]);
    expect(problems).toMatchObject([{ code: "T1125", location: { file: join(folder, "more", "hosts.csv") } }]);
  });

  test("a file that is named may have any name", async () => {
    writeFileSync(join(folder, "bad hosts"), "a\n");
    expect((await loadValueLists(join(folder, "bad hosts"))).lists.get("bad hosts")?.values).toEqual(["a"]);
  });

  test("paths that lead nowhere", async () => {
    expect((await loadValueLists([folder, join(folder, "none"), join(folder, "*.txt")])).problems.map(({ code }) => code)).toEqual([
      "T1124",
      "T1124",
      "T1124",
    ]);
  });
});
