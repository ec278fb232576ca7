import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, copyFileSync, existsSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine } from "../../src/engine/engine.ts";
import type { JsonObject } from "../../src/event/json.ts";
import { loadRules } from "../../src/rules/load.ts";
import { sharedPath } from "../support/shared.ts";

/** A program is really copied to /var/run/*.pid and run; events are made from what the kernel says about the process. */
const FILE = `/var/run/tocsin${process.pid}.pid`;
const OWN_RULE = "rules/linux/execution_root_process_from_runtime_file.toml";
const PUBLIC_RULE = "corpus/detection-rules/rules/linux/execution_process_started_from_process_id_file.toml";

const possible = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/bin/sleep") && isWritable("/var/run");

describe.skipIf(!possible)("a real root process started from a PID file", () => {
  let child: ChildProcess;

  beforeAll(async () => {
    copyFileSync("/bin/sleep", FILE);
    child = spawn(FILE, ["30"], { stdio: "ignore" });
    await once(child, "spawn");
  });

  afterAll(() => {
    child.kill();
    rmSync(FILE, { force: true });
  });

  test("rings our own rule, by the path executed and by the one it resolves to", async () => {
    for (const executable of [FILE, readlinkSync(`/proc/${child.pid}/exe`)])
      expect(await ring(OWN_RULE, observe(child, executable))).toBe(1);
  });

  test.skipIf(sharedPath(PUBLIC_RULE) === undefined)("rings the public rule, unmodified", async () => {
    expect(await ring(sharedPath(PUBLIC_RULE) as string, observe(child, FILE))).toBe(1);
  });

  test("is silent for the same process seen as another user's, or at its end", async () => {
    const event = observe(child, FILE);
    expect(await ring(OWN_RULE, { ...event, user: { id: "1000" } })).toBe(0);
    expect(await ring(OWN_RULE, { ...event, event: { category: ["process"], type: ["end"] } })).toBe(0);
  });
});

/** A process start as an endpoint sensor would write it, from /proc. */
function observe(child: ChildProcess, executable: string): JsonObject {
  const args = readFileSync(`/proc/${child.pid}/cmdline`, "utf8")
    .split("\0")
    .filter((arg) => arg !== "");
  const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? "";
  return {
    "@timestamp": new Date().toISOString(),
    event: { kind: "event", category: ["process"], type: ["start"], action: "exec" },
    data_stream: { type: "logs", dataset: "endpoint.events.process", namespace: "default" },
    host: { name: hostname(), os: { type: "linux" } },
    user: { id: uid },
    process: { pid: child.pid ?? 0, name: basename(executable), executable, args, command_line: args.join(" ") },
  };
}

async function ring(rule: string, event: JsonObject): Promise<number> {
  const { rules } = await loadRules(rule);
  const engine = createEngine({ rules });
  return [...engine.push(event), ...engine.finish()].length;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
