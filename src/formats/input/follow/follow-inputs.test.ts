import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../diagnostics/index.ts";
import type { EventDocument } from "../../../event/origin.ts";
import { followInputs, type FollowPosition, type FollowReading, NotFollowable } from "./follow-inputs.ts";

let folder: string;
let log: string;
let time = 0;
let reading: FollowReading | undefined;
let problems: Diagnostic[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-follow-"));
  log = join(folder, "app.log");
  time = 0;
  problems = [];
});
afterEach(async () => {
  await reading?.close();
  rmSync(folder, { recursive: true, force: true });
});

const begin = (from: Readonly<Record<string, FollowPosition>> = {}, format?: string): FollowReading =>
  (reading = followInputs([log], { steady: () => time, from, format, onProblem: (problem) => problems.push(problem) }));

const lines = (...numbers: number[]): string =>
  numbers.map((n) => `{"@timestamp":"2024-05-01T10:00:00Z","event":{"sequence":${n}}}\n`).join("");

/** What is there, until nothing is for longer than any grace. */
async function rest(from: FollowReading): Promise<unknown[]> {
  return (await documents(from)).map((event) => (event["event"] as { sequence?: number } | undefined)?.sequence ?? event);
}

async function documents(from: FollowReading): Promise<EventDocument[]> {
  const found: EventDocument[] = [];
  for (let idle = 0; idle < 8; ) {
    const events = await from.files[0]?.poll();
    idle = events ? 0 : idle + 1;
    time += events ? 0 : 500;
    found.push(...(events ?? []));
  }
  return found;
}

/** Ends the reading as a kill would, and begins another at what was committed. */
async function restart(): Promise<FollowReading> {
  const saved = JSON.parse(JSON.stringify(reading?.positions())) as Readonly<Record<string, FollowPosition>>;
  await reading?.close();
  return begin(saved);
}

describe("a file that grows", () => {
  test("is waited for, and read line by line", async () => {
    const follow = begin();
    expect(await rest(follow)).toEqual([]);
    writeFileSync(log, lines(1));
    expect(await rest(follow)).toEqual([1]);
    appendFileSync(log, lines(2, 3).slice(0, -5));
    expect(await rest(follow)).toEqual([2]);
    appendFileSync(log, lines(3).slice(-5));
    expect(await rest(follow)).toEqual([3]);
  });

  test("is gone on with where an earlier run stopped, in the middle of a line", async () => {
    writeFileSync(log, lines(1, 2).slice(0, -20));
    expect(await rest(begin())).toEqual([1]);
    const follow = await restart();
    appendFileSync(log, lines(2).slice(-20) + lines(3));
    expect(await rest(follow)).toEqual([2, 3]);
    expect(follow.positions()[log]).toMatchObject({ line: 4, generation: 0, format: "ndjson" });
  });

  test("keeps the records of an audit event together over a restart", async () => {
    const record = (type: string, body: string): string => `type=${type} msg=audit(1715651001.400:7): ${body}\n`;
    writeFileSync(
      log,
      record("SYSCALL", 'arch=c000003e syscall=59 success=yes exit=0 pid=5 ppid=4 uid=0 auid=0 comm="id" exe="/usr/bin/id"'),
    );
    const first = begin();
    await first.files[0]?.poll();
    expect(await first.files[0]?.poll()).toEqual([]);
    const follow = await restart();
    appendFileSync(log, record("EXECVE", 'argc=2 a0="id" a1="-u"') + record("PROCTITLE", "proctitle=6964002D75"));
    expect(await documents(follow)).toMatchObject([{ process: { pid: 5, args: ["id", "-u"] } }]);
  });

  test("lets an audit event without a last record go when nothing came for a while", async () => {
    writeFileSync(log, 'type=SYSCALL msg=audit(1715651001.400:7): arch=c000003e syscall=59 success=yes pid=5 exe="/usr/bin/id"\n');
    const follow = begin();
    const file = follow.files[0];
    for (let i = 0; i < 4; i++) await file?.poll();
    expect(file?.isSettled).toBe(false);
    expect(await rest(follow)).toHaveLength(1);
    expect(file?.isSettled).toBe(true);
  });

  test("keeps the columns of a Zeek log over a restart", async () => {
    const row = (ip: string): string => `1715651001.4\tCx\t${ip}\t22\n`;
    writeFileSync(
      log,
      `#separator \\x09\n#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.orig_p\n#types\ttime\tstring\taddr\tport\n${row("10.0.0.1")}`,
    );
    expect(await rest(begin())).toHaveLength(1);
    const follow = await restart();
    appendFileSync(log, row("10.0.0.2"));
    expect(await rest(follow)).toMatchObject([{ source: { ip: "10.0.0.2" } }]);
  });
});

describe("rotation", () => {
  test("by renaming: the old file is read to its end, then the new one", async () => {
    writeFileSync(log, lines(1));
    const follow = begin();
    expect(await rest(follow)).toEqual([1]);
    renameSync(log, `${log}.1`);
    appendFileSync(`${log}.1`, lines(2));
    expect(await rest(follow)).toEqual([2]);
    writeFileSync(log, lines(3));
    appendFileSync(`${log}.1`, lines(4));
    expect(await rest(follow)).toEqual([4, 3]);
    expect(problems).toEqual([]);
  });

  test("by copying and cutting: what came between is found in the copy", async () => {
    writeFileSync(log, lines(1));
    const follow = begin();
    expect(await rest(follow)).toEqual([1]);
    appendFileSync(log, lines(2));
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    appendFileSync(log, lines(3));
    expect(await rest(follow)).toEqual([2, 3]);
    expect(problems).toEqual([]);
  });

  test("a file that was cut and grew past its old end again is told by its beginning", async () => {
    writeFileSync(log, lines(1));
    const follow = begin();
    expect(await rest(follow)).toEqual([1]);
    writeFileSync(log, lines(5, 6, 7));
    expect(await rest(follow)).toEqual([5, 6, 7]);
    expect(problems).toMatchObject([{ code: "T7033" }]);
  });

  test("while nobody read: rotated files are read from where it stopped, oldest first", async () => {
    writeFileSync(log, lines(1));
    expect(await rest(begin())).toEqual([1]);
    appendFileSync(log, lines(2));
    await new Promise((done) => setTimeout(done, 20));
    renameSync(log, `${log}.2`);
    writeFileSync(`${log}.1`, lines(3));
    await new Promise((done) => setTimeout(done, 20));
    writeFileSync(log, lines(4));
    writeFileSync(`${log}.alerts`, lines(9));
    expect(await rest(await restart())).toEqual([2, 3, 4]);
    expect(problems).toEqual([]);
  });

  test("while nobody read, and the old file is gone: it is said, and the new one is read", async () => {
    writeFileSync(log, lines(1));
    expect(await rest(begin())).toEqual([1]);
    rmSync(log);
    writeFileSync(log, lines(4));
    expect(await rest(await restart())).toEqual([4]);
    expect(problems).toMatchObject([{ code: "T7033" }]);
  });
});

describe("what does not grow line by line", () => {
  test.each([
    ["an archive", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
    ["a JSON document", Buffer.from('{\n  "Records": [\n')],
    ["rows of a CSV file", Buffer.from("time,host,user\n1,a,b\n2,c,d\n")],
  ])("%s is refused", async (_what, bytes) => {
    writeFileSync(log, bytes);
    await expect(rest(begin())).rejects.toThrow(NotFollowable);
  });

  test("what cannot be told yet is looked at again", async () => {
    writeFileSync(log, "some remark\n");
    const follow = begin();
    expect(await rest(follow)).toEqual([]);
    expect(problems).toMatchObject([{ code: "T7003" }]);
    appendFileSync(log, lines(1, 2, 3));
    expect(await rest(follow)).toEqual([1, 2, 3]);
  });
});
