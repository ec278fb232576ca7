import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { cutAt, readAll, readPiped } from "../../../../tests/support/reading.ts";
import { splitRow } from "../csv-rows.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["commas and quotes", 'a,b,c\n1,"x, ""y""",\n', [{ a: "1", b: 'x, "y"' }]],
  [
    "a value over several lines",
    'a,b,c\n1,"x\n\n y",3\n4,5,6\n',
    [
      { a: "1", b: "x\n\n y", c: "3" },
      { a: "4", b: "5", c: "6" },
    ],
  ],
  ["semicolons", "a;b;c\n1;2,5;3\n", [{ a: "1", b: "2,5", c: "3" }]],
  ["tabs, with an empty first value", "a\tb\tc\n\t2\t3\n", [{ b: "2", c: "3" }]],
  ["CRLF and a byte order mark", "\ufeffa,b,c\r\n1,2,3\r\n", [{ a: "1", b: "2", c: "3" }]],
  ["a last row without a line break", "a,b,c\n1,2,3", [{ a: "1", b: "2", c: "3" }]],
])("%s", async (_, text, expected) => {
  const { events, skipped } = await readPiped([text]);
  expect(events.map((event) => ({ ...event }))).toMatchObject(expected);
  expect(events).toHaveLength(expected.length);
  expect(skipped).toEqual([]);
});

test("a row with more values than there are columns is counted", async () => {
  const { events, skipped } = await readPiped(["a,b,c\n1,2,3\n1,2,3,4\n"], { format: "csv" });
  expect(events).toHaveLength(1);
  expect(skipped).toEqual(["T7022 Line of another kind ×1"]);
});

test("columns with ECS names make ECS documents", async () => {
  const { events, summary } = await readPiped(["@timestamp,event.category,user.name\n2024-05-01T10:00:00Z,process,ann\n"], {
    normalise: true,
  });
  expect(events).toMatchObject([{ "event.category": "process", "user.name": "ann" }]);
  expect(summary.unmapped).toEqual([]);
});

test.each([
  ["prose", "First, second, third: the words of a text.\nAnd more, of it, here.\n"],
  ["a log with commas", "2024-05-01 10:00:00,123 INFO a, b, c\n2024-05-01 10:00:01,123 INFO a, b, c\n"],
  ["a header alone", "a,b,c\n"],
  ["rows of other lengths", "a,b,c\n1,2\n"],
  ["two columns of a file that is not called so", "a,b\n1,2\n"],
  ["a query", 'process where name == "a", b, c\nx, y, z\n'],
])("is not told by %s", async (_, text) => {
  expect((await readPiped([text])).events).toEqual([]);
});

test("two columns are enough in a file that is called so", async () => {
  const file = join(folder, "x.csv");
  writeFileSync(file, "a,b\n1,2\n");
  expect((await readAll(file)).events).toMatchObject([{ a: "1", b: "2" }]);
});

test("any values come back, however the bytes are cut", async () => {
  const value = fc.stringMatching(/^[a-z",;\n ]{0,6}$/).filter((text) => text === text.trim());
  const rows = fc.array(fc.tuple(value, value, fc.constantFrom("1", "2")), { minLength: 1, maxLength: 5 });
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(rows, fc.array(fc.nat(), { maxLength: 4 }), async (values, places) => {
      const text = `a,b,c\n${values.map((row) => row.map(quote).join(",")).join("\n")}\n`;
      const { events } = await readPiped(cutAt(Buffer.from(text), places), { format: "csv" });
      expect(events.map(({ a = "", b = "", c = "" }) => [a, b, c])).toEqual(values);
    }),
  );
});

test("a quote that never ends is no row", () => {
  expect(splitRow('a,"b', ",")).toBeUndefined();
});
