import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

/** A device that takes nothing: every write fails for want of room. */
const FULL = "/dev/full";

test.skipIf(!existsSync(FULL)).each([
  ["scan", "examples/", "-o", FULL],
  ["scan", "examples/", "--report", FULL],
  ["scan", "examples/", "--ledger", FULL],
  ["scan", "examples/", `--stats=${FULL}`],
  ["coverage", "examples/", "--navigator", FULL],
  ["convert", "examples/", "-o", FULL],
  ["query", "eql", "any where true", "examples/", "-o", FULL],
  ["test", "rules/linux", "--junit", FULL],
])("%s %s %s %s: a full disk ends the command with the name of the file", async (...args) => {
  const { code, err } = await runCli(args);
  expect([code, err]).toEqual([1, expect.stringContaining(`error[T8009]: Cannot write ${FULL}: ENOSPC`)]);
});

test("a file of statistics that cannot be made ends the command before the scan", async () => {
  const { code, out, err } = await runCli(["scan", "examples/", "--stats=nosuch/stats.json"]);
  expect([code, out, err]).toEqual([1, "", expect.stringContaining("Cannot write nosuch/stats.json")]);
});
