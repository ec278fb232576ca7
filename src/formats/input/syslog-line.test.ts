import fc from "fast-check";
import { expect, test } from "vitest";
import { readSyslogLine } from "./syslog-line.ts";

test.each([
  ["<34>May  1 10:00:00 web1 su: done", { priority: 34, timestamp: "May  1 10:00:00", hostname: "web1", appname: "su" }, "done"],
  ["May 11 10:00:00 web1 sshd[811]: a: b", { timestamp: "May 11 10:00:00", hostname: "web1", appname: "sshd", procid: "811" }, "a: b"],
  ["May 01 2024 10:00:00 fw %ASA-6: up", undefined, undefined],
  ["May 01 2024 10:00:00 fw asa: up", { timestamp: "May 01 2024 10:00:00", hostname: "fw", appname: "asa" }, "up"],
  [
    "2024-05-01T10:00:00.5+02:00 web1 cron[1]: x",
    { timestamp: "2024-05-01T10:00:00.5+02:00", hostname: "web1", appname: "cron", procid: "1" },
    "x",
  ],
  ["May  1 10:00:00 kernel: oops", { timestamp: "May  1 10:00:00", appname: "kernel" }, "oops"],
  [
    '<165>1 2024-05-01T10:00:00Z web1 app - ID1 [a@1 k="v ]\\"x"][b@2] \ufeffhello',
    {
      priority: 165,
      timestamp: "2024-05-01T10:00:00Z",
      hostname: "web1",
      appname: "app",
      msgid: "ID1",
      structured_data: '[a@1 k="v ]\\"x"][b@2]',
    },
    "hello",
  ],
  ["<165>1 - - - - - -", { priority: 165 }, ""],
])("%s", (line, header, message) => {
  const read = readSyslogLine(line);
  if (header !== undefined) expect(read).toEqual({ header, message });
  else expect(read?.header["appname"]).toBe("%ASA-6");
});

test.each([
  "",
  "hello: world",
  "May the force: be with you",
  "May  1 10:00 web1 sshd: no seconds",
  "<999>May  1 10:00:00 web1 su: x",
  "<34>1 2024-05-01T10:00:00Z web1",
  "2024-05-01 10:00:00 web1 cron: a blank in the time",
  "2024-05-01T10:00:00Z no tag here at all",
  '{"a":"May  1 10:00:00 web1 su: x"}',
  "type=SYSCALL msg=audit(1.2:3): a=b",
])("none is %s", (line) => {
  expect(readSyslogLine(line)).toBeUndefined();
});

test("no text makes it throw", () => {
  const word = fc.constantFrom(
    "<34>",
    "1 ",
    "May  1 10:00:00 ",
    "2024-05-01T10:00:00Z ",
    "web1 ",
    "su",
    "[",
    "]",
    ":",
    " ",
    "-",
    '"',
    "\\",
    "x",
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      readSyslogLine(words.join(""));
    }),
  );
});
