import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readPiped } from "../../tests/support/reading.ts";
import { parseMapping, readMappings } from "./mapping-file.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-mapping-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function convert(mapping: string, text: string): Promise<ReturnType<typeof readPiped>> {
  const file = join(folder, "proxy.toml");
  writeFileSync(file, mapping);
  const { mappings, problems } = await readMappings([file]);
  expect(problems).toEqual([]);
  return readPiped([text], { normalise: true, mappings });
}

const MAPPING = `
dataset = "proxy.log"
[fields]
"@timestamp" = { from = "time", time = "dd.MM.yyyy HH:mm:ss", zone = "+02:00" }
source.ip = ["forwarded", "client"]
"user.name" = { from = "user", lower = true }
"event.outcome" = { from = "status", values = { "200" = "success" }, default = "failure" }
"http.response.status_code" = "status"
"process.args" = { from = "args", split = " " }
[set]
event.category = ["network", "web"]
"host.os.type" = "linux"
`;

describe("a mapping", () => {
  test("makes ECS documents of rows: times, first values, tables, lists, numbers and constants", async () => {
    const { events, summary } = await convert(
      MAPPING,
      "time,forwarded,client,user,status,args\n01.05.2024 10:00:00,,10.0.0.5,ANN,200,a b\n01.05.2024 10:00:01,192.0.2.1,10.0.0.6,,404,\n",
    );
    expect(events).toMatchObject([
      {
        "@timestamp": "2024-05-01T08:00:00.000Z",
        source: { ip: "10.0.0.5" },
        user: { name: "ann" },
        event: { outcome: "success", category: ["network", "web"], dataset: "proxy.log", original: expect.stringContaining("ANN") },
        http: { response: { status_code: 200 } },
        process: { args: ["a", "b"] },
        host: { os: { type: "linux" } },
        data_stream: { type: "logs", dataset: "proxy.log", namespace: "default" },
      },
      { source: { ip: "192.0.2.1" }, event: { outcome: "failure" } },
    ]);
    expect(summary.converted).toEqual({ proxy: 2 });
  });

  test("is for the records that it says", async () => {
    const when = `${MAPPING}[when]\ncolumns = ["kind"]\nvalues = { kind = "access" }\n`;
    const { summary } = await convert(when, '{"kind":"access","time":"x"}\n{"kind":"error","time":"x"}\n{"time":"x"}\n');
    expect(summary.converted).toEqual({ proxy: 1 });
    expect(summary.unmapped.map(({ count }) => count)).toEqual([1, 1]);
  });

  test("reaches into objects, and leaves a time that is none as it is", async () => {
    const { events } = await convert(
      'dataset = "x.y"\n[fields]\n"@timestamp" = "meta.time"\n"user.name" = "meta.user"\n',
      '{"meta":{"time":"soon","user":"ann"}}\n',
    );
    expect(events).toMatchObject([{ "@timestamp": "soon", user: { name: "ann" } }]);
  });
});

describe("what is wrong with a mapping is told with its place", () => {
  test.each([
    ["no TOML", "dataset = \n", "T7301", 2],
    ["no data set", '[fields]\n"user.name" = "u"\n', "T7302", 1],
    ["no fields", 'dataset = "x.y"\n', "T7302", 1],
    ["an unknown key", 'dataset = "x.y"\nfeilds = 1\n[fields]\n"user.name" = "u"\n', "T7302", 2],
    ["a number for a column", 'dataset = "x.y"\n[fields]\n"user.name" = 3\n', "T7302", 3],
    ["no date format", 'dataset = "x.y"\n[fields]\n"@timestamp" = { from = "t", time = "qq bb" }\n', "T7302", 3],
    ["no time zone", 'dataset = "x.y"\n[fields]\n"@timestamp" = { from = "t", zone = "CEST" }\n', "T7302", 3],
  ])("%s", (_, text, code, line) => {
    const { mapping, problems } = parseMapping("m.toml", text);
    expect(mapping).toBeUndefined();
    expect(problems[0]).toMatchObject({ code, severity: "error", location: { file: "m.toml", line } });
  });

  test("a field that looks misspelt is a warning", () => {
    const { mapping, problems } = parseMapping("m.toml", 'dataset = "x.y"\n[fields]\n"sorce.ip" = "c"\n');
    expect(mapping).toBeDefined();
    expect(problems).toMatchObject([{ code: "T7303", severity: "warning", hint: "did you mean `source.ip`?", location: { line: 3 } }]);
  });

  test("a file that is not there", async () => {
    const { problems } = await readMappings([join(folder, "absent.toml")]);
    expect(problems).toMatchObject([{ code: "T7301" }]);
  });
});
