import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openOut } from "./output-file.ts";
import type { Terminal } from "./terminal.ts";

const terminal = {} as Terminal;
const LINE = `${"x".repeat(40_000)}\n`;

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "tocsin-out-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a file that is slower than what is written to it gets all of it, and nothing piles up", async () => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on("warning", note);
  const file = join(folder, "alerts.ndjson");
  const out = openOut(file, terminal);
  for (let i = 0; i < 40; i++) await out.write(LINE);
  await out.end();
  // Warnings come with the next turn.
  await new Promise((resolve) => void setImmediate(resolve));
  process.off("warning", note);
  expect(readFileSync(file, "utf8")).toBe(LINE.repeat(40));
  expect(warnings).toEqual([]);
});

test("a file without room ends the command with its name", async () => {
  const out = openOut("/dev/full", terminal);
  const filled = async (): Promise<void> => {
    for (let i = 0; i < 40; i++) await out.write(LINE);
    await out.end();
  };
  await expect(filled()).rejects.toMatchObject({ diagnostics: [{ code: "T8009" }] });
});
