import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command on a pipe that stays open, and asks it to stop once its progress or output tells that the events came through. */
function runAndStop(args: readonly string[], name: "SIGINT" | "SIGTERM"): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["bin/main.mjs", ...args, "-"], { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    // More than a pipe holds: when all was taken over, what came first was read.
    const events = readFileSync("examples/linux-web-server.ndjson");
    child.stdin.write(events);
    child.stdin.write(Buffer.alloc(1 << 20, 0x20), () => child.kill(name));
    child.on("close", (code, signal) => resolve({ code, signal, out, err }));
  });
}

const COMMANDS = [
  { args: ["scan", "--output", "ndjson"], jobs: "one thread" },
  { args: ["scan", "--output", "ndjson", "--jobs", "2"], jobs: "two threads" },
  { args: ["scan", "--output", "ndjson", "--lateness", "60s"], jobs: "live" },
];

test.each(COMMANDS)("a scan of an endless pipe that is stopped gives the alerts of what came: $jobs", async ({ args }) => {
  const { code, signal, out, err } = await runAndStop(args, "SIGINT");
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(err).toContain("note: SIGINT ended the input");
  const names = out
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as Record<string, unknown>)["kibana.alert.rule.name"]);
  expect(names).toContain("Root Process Started from a PID, Lock or Reboot File");
  // Of a sequence, which is judged at the end.
  expect(names).toContain("Downloaded File Made Executable and Started");
});

test("a query on an endless pipe gives its result when it is stopped", async () => {
  const { code, out } = await runAndStop(["query", "esql", "FROM * | STATS n = COUNT(*)"], "SIGTERM");
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^n\s+\d+\s*$/u) as string });
});
