import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ROOT } from "../support/shared.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-launcher-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LAUNCHER = join(ROOT, "bin", "tocsin");
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };

describe.skipIf(process.platform === "win32")("bin/tocsin", () => {
  const link = join(folder, "linked-tocsin");
  symlinkSync(LAUNCHER, link);

  test.each([
    ["by itself", LAUNCHER, []],
    ["through a symbolic link", link, []],
    ["by a Node.js", process.execPath, [LAUNCHER]],
  ])("starts %s, from any folder", (_, program, args) => {
    const done = spawnSync(program, [...args, "--version"], { cwd: folder, encoding: "utf8" });
    expect(done).toMatchObject({ status: 0, stderr: "" });
    expect(done.stdout).toContain(version);
  });

  test("gives the command's exit code", () => {
    expect(spawnSync(LAUNCHER, ["no-such-command"], { encoding: "utf8" }).status).toBe(2);
  });
});

describe.skipIf(process.platform === "win32")("handing over", () => {
  // Without execve, as on Node.js 20: the way by a child process.
  const handOver = (script: string): readonly string[] => {
    const module = JSON.stringify(join(ROOT, "scripts", "hand-over.mjs"));
    const code = `process.execve = undefined; (await import(${module})).handOver(process.execPath, ["-e", ${JSON.stringify(script)}])`;
    return ["--input-type=module", "-e", code];
  };

  test("passes standard streams and the exit code on", () => {
    const script = "process.stdin.pipe(process.stdout); process.exitCode = 7";
    const done = spawnSync(process.execPath, handOver(script), { input: "hello", encoding: "utf8" });
    expect(done).toMatchObject({ status: 7, stdout: "hello", stderr: "" });
  });

  test("passes signals on", async () => {
    const script = "setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(9)); console.log('ready')";
    const child = spawn(process.execPath, handOver(script), { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([9, null]);
  });

  test("ends by the signal that ended the program", () => {
    const done = spawnSync(process.execPath, handOver("process.kill(process.pid, 'SIGKILL')"));
    expect(done).toMatchObject({ status: null, signal: "SIGKILL" });
  });
});
