import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isError } from "../diagnostics/index.ts";
import { RuleFileMemory } from "./file-memory.ts";
import { type LoadResult, loadRules } from "./load.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-memory-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ID = "10000000-0000-4000-8000-00000000000";
const text = (n: number, name: string): string =>
  `[rule]\nauthor = ["t"]\ndescription = "d"\nname = "${name}"\nrisk_score = 47\nrule_id = "${ID}${n}"\nseverity = "medium"\n` +
  'language = "kuery"\ntype = "query"\nquery = "a:1"\n';
const write = (file: string, content: string): void => writeFileSync(join(folder, file), content);
const told = ({ rules, problems, files, failed }: LoadResult): unknown => ({
  names: rules.map(({ name }) => name),
  problems: problems.map(({ code }) => code),
  files,
  failed,
});

test("only what has changed is read again, and the whole is what reading all anew gives", async () => {
  const memory = new RuleFileMemory();
  const both = async (): Promise<LoadResult> => {
    const [known, anew] = [await loadRules(folder, { memory }), await loadRules(folder)];
    expect(told(known)).toEqual(told(anew));
    expect(known.failedQueries.length).toBe(anew.failedQueries.length);
    return known;
  };
  write("a.toml", text(1, "One"));
  write("b.toml", text(2, "Two"));
  write("broken.toml", "[rule\n");
  write("faulty.toml", text(4, "Faulty").replace("risk_score = 47", 'risk_score = "x"'));
  const first = await both();
  const second = await both();
  expect(second.rules.every((rule, i) => rule === first.rules[i])).toBe(true);

  const { atime, mtime } = statSync(join(folder, "b.toml"));
  write("b.toml", text(2, "New"));
  utimesSync(join(folder, "b.toml"), atime, mtime);
  const third = await both();
  expect(third.rules.map((rule) => [rule.name, first.rules.includes(rule)])).toEqual([
    ["One", true],
    ["New", false],
  ]);

  // The id that was b's is c's first: which one wins does not depend on what was read when.
  write("aa.toml", text(2, "Before"));
  expect((await both()).rules.map(({ name }) => name)).toEqual(["One", "Before"]);
  rmSync(join(folder, "aa.toml"));
  rmSync(join(folder, "a.toml"));
  expect((await both()).rules.map(({ name }) => name)).toEqual(["New"]);
  mkdirSync(join(folder, "deep"));
  renameSync(join(folder, "b.toml"), join(folder, "deep", "b.toml"));
  expect((await both()).rules.map(({ name }) => name)).toEqual(["New"]);
});

test("a file that cannot be read is tried each time", async () => {
  const memory = new RuleFileMemory();
  const file = join(folder, "later.toml");
  mkdirSync(join(folder, "x.toml"));
  expect(told(await loadRules(file, { memory }))).toMatchObject({ names: [], problems: ["T1006"] });
  write("later.toml", text(1, "Here"));
  const { rules, problems } = await loadRules(file, { memory });
  expect([rules.map(({ name }) => name), problems.filter(isError)]).toEqual([["Here"], []]);
});
