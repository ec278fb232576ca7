import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { describe, expect, test } from "vitest";

interface Ended {
  readonly code: number | null;
  readonly err: string;
}

/** Runs the command as a process of its own, with a standard output that nobody reads, or the file given. */
function run(args: readonly string[], out?: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["bin/main.mjs", ...args], { stdio: ["ignore", out ?? "pipe", "pipe"] });
    child.stdout?.destroy();
    let err = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("close", (code) => resolve({ code, err }));
  });
}

const COMMANDS = [
  [],
  ["--help"],
  ["--version"],
  ["scan", "--help"],
  ["rules", "--help"],
  ["config"],
  ["rules", "list", "--rules", "rules"],
  ["query", "eql", "any where true", "examples", "--output", "json"],
  ["scan", "--rules", "rules", "examples", "--output", "ndjson"],
];

describe.each(COMMANDS.map((args) => ({ args, line: ["tocsin", ...args].join(" ") })))("$line", ({ args }) => {
  test("ends quietly where nobody reads what it prints", async () => {
    expect(await run(args)).toEqual({ code: 0, err: "" });
  });

  // The device that is always full is Linux's.
  test.skipIf(process.platform !== "linux")("says so where what it prints cannot be written", async () => {
    const { code, err } = await run(args, openSync("/dev/full", "w"));
    expect(err).toMatch(/error\[T8009\]: Cannot write standard output: .*no space/u);
    expect(err).not.toContain("    at ");
    expect(code).toBe(1);
  });
});
