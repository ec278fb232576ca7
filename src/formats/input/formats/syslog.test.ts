import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readAll, readPiped } from "../../../../tests/support/reading.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-syslog-"));
afterAll(() => rmSync(folder, { recursive: true }));

const normalised = { normalise: true, now: Date.UTC(2024, 5, 1) };

describe("lines of syslog become", () => {
  test("logins", async () => {
    const { events } = await readPiped(
      [
        "May  1 10:00:00 web1 sshd[811]: Failed password for invalid user admin from 203.0.113.9 port 51234 ssh2\n" +
          "May  1 10:00:04 web1 sshd[811]: Accepted publickey for ann from 2001:db8::7 port 51235 ssh2: RSA SHA256:abc\n" +
          "May  1 10:00:05 web1 sshd[811]: Invalid user  from 203.0.113.9\n",
      ],
      normalised,
    );
    expect(events).toMatchObject([
      {
        "@timestamp": "2024-05-01T10:00:00.000Z",
        event: { action: "ssh_login", category: ["authentication"], outcome: "failure" },
        user: { name: "admin" },
        source: { ip: "203.0.113.9", port: 51_234 },
        host: { id: "web1", os: { type: "linux" } },
        process: { name: "sshd", pid: 811 },
        data_stream: { dataset: "system.auth" },
      },
      {
        event: { outcome: "success" },
        user: { name: "ann" },
        source: { ip: "2001:db8::7" },
        system: { auth: { ssh: { method: "publickey", signature: "RSA SHA256:abc" } } },
      },
      { event: { outcome: "failure" }, source: { ip: "203.0.113.9" } },
    ]);
  });

  test("commands, accounts and sessions", async () => {
    const { events } = await readPiped(
      [
        "May  1 10:00:09 web1 sudo:      ann : TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/usr/bin/id -u\n" +
          "May  1 10:00:10 web1 userdel[9]: delete user 'bob'\n" +
          "May  1 10:00:11 web1 su: pam_unix(su:session): session opened for user root(uid=0) by ann(uid=1000)\n" +
          "May  1 10:00:12 web1 app: hello\n",
      ],
      normalised,
    );
    expect(events).toMatchObject([
      { user: { name: "ann", effective: { name: "root" } }, system: { auth: { sudo: { command: "/usr/bin/id -u", tty: "pts/0" } } } },
      { event: { category: ["iam"], type: ["user", "deletion"] }, user: { name: "bob" } },
      { event: { category: ["session"], type: ["start"] }, user: { name: "ann", effective: { name: "root" } } },
      { message: "hello", data_stream: { dataset: "system.syslog" } },
    ]);
  });

  test("audit events, put together again", async () => {
    const audit = (type: string, rest: string): string => `May  1 10:00:00 web1 audispd: type=${type} msg=audit(1714557600.1:5): ${rest}\n`;
    const lines = [
      audit("SYSCALL", 'arch=c000003e syscall=59 success=yes pid=5 ppid=4 uid=0 comm="id" exe="/usr/bin/id"'),
      audit("EXECVE", 'argc=1 a0="id"'),
      'May  1 10:00:01 web1 kernel: [ 1.0] audit: type=1400 audit(1714557601.0:6): apparmor="DENIED" operation="open"\n',
    ];
    const { events } = await readPiped([lines.join("")], normalised);
    expect(events).toMatchObject([
      { event: { action: "executed" }, process: { args: ["id"] }, host: { name: "web1" } },
      { event: { action: "violated-apparmor-policy" } },
    ]);
  });

  test("JSON records that they carry", async () => {
    const record = { eventTime: "2024-05-01T10:00:00Z", eventSource: "iam.amazonaws.com", eventName: "CreateUser" };
    const { events } = await readPiped(
      [`May  1 10:00:00 web1 trail: ${JSON.stringify(record)}\nMay  1 10:00:01 web1 app: {"a":1}\n`],
      normalised,
    );
    expect(events).toMatchObject([
      { data_stream: { dataset: "aws.cloudtrail" } },
      { data_stream: { dataset: "system.syslog" }, message: '{"a":1}' },
    ]);
  });
});

describe("the year of a time without one", () => {
  const lines = "Dec 31 23:59:00 web1 app: old\nJan  1 00:01:00 web1 app: new\n";

  test("is the last that is not after the file's last change", async () => {
    const file = join(folder, "syslog");
    writeFileSync(file, lines);
    utimesSync(file, new Date("2023-01-01T00:02:00Z"), new Date("2023-01-01T00:02:00Z"));
    const { events } = await readAll(file, { normalise: true });
    expect(events.map((event) => event["@timestamp"])).toEqual(["2022-12-31T23:59:00.000Z", "2023-01-01T00:01:00.000Z"]);
  });

  test("is unknown where nobody knows when it was written", async () => {
    const { events, summary } = await readPiped([lines], { normalise: true });
    expect(events.map((event) => event["@timestamp"])).toEqual([undefined, undefined]);
    expect(summary.unmapped).toMatchObject([{ kind: "syslog line whose time has no year", count: 2 }]);
  });
});
