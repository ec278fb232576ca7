import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { startServerProcess } from "../server-process.ts";
import { allRang, check, type Fault, health, sendEvents, sleep, until } from "./place.ts";

const SMALL = "12m";
const LARGE = "400m";

/** A file system of some megabytes runs full while events come, and is made larger. Needs the right to mount: elsewhere it says so. */
export const diskFull: Fault = async ({ args, data, port }) => {
  mkdirSync(data, { recursive: true });
  if (!mount(data, `size=${SMALL}`)) return "not tried: this user may not mount a file system";
  try {
    const server = await startServerProcess(port, args);
    let acknowledged = 0;
    let refused = 0;
    for (let full = 0; full < 20; ) {
      const status = await sendEvents(server, 50, 4_000);
      check(status === 200 || status === 429, `an answer of ${status}`);
      if (status === 200) acknowledged += 50;
      else [refused, full] = [refused + 1, full + 1];
      if (status === 429) await sleep(50);
    }
    const { status, reasons } = await health(server);
    check(
      status === "degraded" && reasons.some((reason) => reason.includes("the disk is full")),
      `health says ${status}: ${reasons.join("; ")}`,
    );
    check(mount(data, `remount,size=${LARGE}`), "it could not be made larger");
    await until("events are taken again", async () => (await sendEvents(server, 50)) === 200);
    acknowledged += 50;
    await until("it is well again", async () => (await health(server)).status === "ok");
    await allRang(server, acknowledged);
    await server.kill();
    const again = await startServerProcess(port, args);
    await allRang(again, acknowledged);
    await again.stop();
    return `full at ${SMALL}: ${refused} requests refused with 429, health says why; ${acknowledged} events acknowledged, as many rang, after SIGKILL too`;
  } finally {
    spawnSync("umount", ["-l", data]);
  }
};

const mount = (folder: string, options: string): boolean =>
  spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" }).status === 0;
