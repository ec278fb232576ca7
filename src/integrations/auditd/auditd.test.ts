import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventDocument } from "../../event/origin.ts";
import { createNormaliser } from "../normaliser.ts";

function normalise(...groups: readonly (readonly string[])[]): { events: EventDocument[]; unmapped: string[] } {
  const events: EventDocument[] = [];
  const unmapped: string[] = [];
  const normaliser = createNormaliser({ unmapped: (kind) => unmapped.push(kind), other: () => undefined });
  for (const lines of groups) normaliser.add({ audit_lines: [...lines] }, events);
  return { events, unmapped };
}

const syscall = (serial: number, call: number, pid: number, ppid: number, rest: string): string =>
  `type=SYSCALL msg=audit(1700000000.250:${serial}): arch=c000003e syscall=${call} success=yes exit=0 a0=1 items=2 ppid=${ppid} pid=${pid} ` +
  `auid=1000 uid=1000 gid=1000 euid=0 egid=0 tty=pts1 ses=3 ${rest}`;

const shell = [
  syscall(7, 59, 300, 200, 'comm="bash" exe="/usr/bin/bash" key="exec"'),
  'type=EXECVE msg=audit(1700000000.250:7): argc=3 a0="bash" a1="-c" a2=6375726C20687474703A2F2F3139322E302E322E37',
];

describe("an execve", () => {
  const [event] = normalise(shell).events;

  test("is a process start with split and decoded arguments", () => {
    expect(event).toMatchObject({
      "@timestamp": "2023-11-14T22:13:20.250Z",
      event: { action: "executed", category: ["process"], type: ["start"], outcome: "success", sequence: 7 },
      process: {
        pid: 300,
        parent: { pid: 200 },
        name: "bash",
        executable: "/usr/bin/bash",
        args: ["bash", "-c", "curl http://192.0.2.7"],
        args_count: 3,
        command_line: "bash -c curl http://192.0.2.7",
      },
      user: { id: "1000", effective: { id: "0", name: "root" } },
      host: { os: { type: "linux" } },
      tags: ["exec"],
      data_stream: { dataset: "auditd_manager.auditd" },
    });
  });

  test("tells its children who their parent is", () => {
    const child = [syscall(8, 59, 301, 300, 'comm="id" exe="/usr/bin/id"'), 'type=EXECVE msg=audit(1700000000.250:8): argc=1 a0="id"'];
    const { events } = normalise(shell, child);
    const process = (at: number): Record<string, unknown> => (events[at]?.["process"] ?? {}) as Record<string, unknown>;
    expect(process(1)["parent"]).toMatchObject({ name: "bash", executable: "/usr/bin/bash", entity_id: process(0)["entity_id"], pid: 300 });
    expect(process(1)["entity_id"]).not.toBe(process(0)["entity_id"]);
  });

  test("of many arguments has them all: records that go on, arguments in pieces, an empty one, a question mark", () => {
    const { events } = normalise([
      syscall(9, 59, 302, 1, 'comm="x" exe="/x"'),
      'type=EXECVE msg=audit(1700000000.250:9): argc=5 a0="x" a1="" a2_len=6 a2[0]="abc" a2[1]=646566',
      'type=EXECVE msg=audit(1700000000.250:9): a3="?" a4="end"',
    ]);
    expect(events[0]).toMatchObject({ process: { args: ["x", "", "abcdef", "?", "end"] } });
  });
});

test("names that auditd resolved are used", () => {
  const { events } = normalise([
    `${syscall(1, 2, 5, 4, 'comm="cat" exe="/bin/cat" key=(null)')}\u001dARCH=x86_64 SYSCALL=open AUID="ann" UID="ann" GID="staff" EUID="root"`,
  ]);
  expect(events[0]).toMatchObject({
    user: { name: "ann", group: { name: "staff" }, effective: { name: "root" } },
    event: { action: "opened-file" },
  });
  expect(events[0]).not.toHaveProperty("tags");
});

test("a connection has its address and direction", () => {
  const socket = "type=SOCKADDR msg=audit(1700000000.250:2): saddr=020001BBC00002070000000000000000";
  const { events } = normalise([syscall(2, 42, 5, 4, 'comm="curl" exe="/usr/bin/curl"'), socket]);
  expect(events[0]).toMatchObject({
    destination: { ip: "192.0.2.7", port: 443 },
    network: { direction: "egress" },
    event: { category: ["network"] },
  });
  const six = "type=SOCKADDR msg=audit(1700000000.250:3): saddr=0A0000160000000020010DB8000000000000000000000001";
  expect(normalise([syscall(3, 43, 5, 4, 'comm="sshd"'), six]).events[0]).toMatchObject({ source: { ip: "2001:db8::1", port: 22 } });
});

test("the file is the one that was deleted, not its folder", () => {
  const path = (item: number, name: string, type: string): string =>
    `type=PATH msg=audit(1700000000.250:4): item=${item} name="${name}" inode=${item} mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=${type}`;
  const { events } = normalise([syscall(4, 87, 5, 4, 'comm="rm"'), path(0, "/var/log/", "PARENT"), path(1, "/var/log/auth.log", "DELETE")]);
  expect(events[0]).toMatchObject({
    event: { action: "deleted" },
    file: { path: "/var/log/auth.log", name: "auth.log", extension: "log", mode: "0644" },
  });
});

test("a record type that nobody knows is told and kept", () => {
  const { events, unmapped } = normalise(["type=UNKNOWN[1999] msg=audit(1700000000.250:4): op=x res=1"]);
  expect(unmapped).toEqual(["audit record type UNKNOWN[1999]"]);
  expect(events[0]).toMatchObject({
    event: { outcome: "success", original: expect.stringContaining("UNKNOWN") },
    auditd: { data: { op: "x" } },
  });
});

test("no line makes it throw", () => {
  const word = fc.constantFrom(
    "type=SYSCALL",
    "type=EXECVE",
    "type=SOCKADDR",
    "type=AVC",
    "type=LOGIN",
    " msg=audit(1.2:3):",
    "argc=9999999",
    "a0[0]=",
    "saddr=",
    "02",
    '"',
    "'",
    "\\",
    "=",
    "{",
    "avc:",
    " key=",
    "0A",
    "\u001d",
    "exit=-9999",
    "syscall=x",
    "arch=__proto__",
    " ",
  );
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 12 }), { minLength: 1, maxLength: 3 }), (lines) => {
      const { events } = normalise(lines.map((words) => `type=SYSCALL msg=audit(1.2:3): ${words.join("")}`));
      expect(events).toHaveLength(1);
    }),
  );
});

test("a record of quotes takes linear time", () => {
  const hostile = `type=SYSCALL msg=audit(1.2:3): ${'a="\\'.repeat(200_000)}`;
  const started = performance.now();
  normalise([hostile]);
  expect(performance.now() - started).toBeLessThan(2000);
});
