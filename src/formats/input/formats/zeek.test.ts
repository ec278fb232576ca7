import { expect, test } from "vitest";
import { readPiped } from "../../../../tests/support/reading.ts";

const header = (path: string, fields: readonly string[], types: readonly string[]): string =>
  ["#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)", "#unset_field\t-", `#path\t${path}`, "#open\t2024-05-01-10-00-00"]
    .concat([`#fields\t${fields.join("\t")}`, `#types\t${types.join("\t")}`, ""])
    .join("\n");

test("values have the types that the header names", async () => {
  const head = header(
    "x",
    ["ts", "uid", "n", "on", "list", "none", "empty", "text"],
    ["time", "string", "count", "bool", "set[port]", "string", "vector[string]", "string"],
  );
  const { events, skipped } = await readPiped([
    `${head}1700000000.5\tC1\t7\tT\t80,443\t-\t(empty)\ta\\x09b\\xc3\\xa9\nshort\trow\n#close\t2024\n`,
  ]);
  expect(events).toMatchObject([{ _path: "x", ts: 1_700_000_000.5, uid: "C1", n: 7, on: true, list: [80, 443], empty: [], text: "a\tbé" }]);
  expect(skipped).toEqual(["T7022 Line of another kind ×1"]);
});

test("logs one after the other have their own columns, and become their own events", async () => {
  const conn = `${header("conn", ["ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto", "conn_state"], ["time", "string", "addr", "port", "addr", "port", "enum", "string"])}1\tC1\t10.0.0.1\t1000\t10.0.0.2\t445\ttcp\tREJ\n`;
  const dns = `${header("dns", ["ts", "uid", "id.orig_h", "query", "answers", "TTLs"], ["time", "string", "addr", "string", "vector[string]", "vector[interval]"])}2\tC2\t10.0.0.1\texample.org\t192.0.2.9\t60\n`;
  const { events } = await readPiped([conn + dns], { normalise: true });
  expect(events).toMatchObject([
    {
      data_stream: { dataset: "zeek.connection" },
      event: { type: ["connection", "start", "denied"] },
      destination: { ip: "10.0.0.2", port: 445 },
    },
    {
      data_stream: { dataset: "zeek.dns" },
      dns: { question: { name: "example.org" }, resolved_ip: ["192.0.2.9"], answers: [{ ttl: 60 }] },
    },
  ]);
});

test("JSON logs without a name are told by their columns", async () => {
  const lines = [
    {
      ts: 1,
      uid: "C1",
      "id.orig_h": "10.0.0.1",
      "id.orig_p": 1,
      "id.resp_h": "10.0.0.2",
      "id.resp_p": 80,
      trans_depth: 1,
      request_body_len: 0,
      method: "GET",
      uri: "/a?b",
      status_code: 404,
    },
    { ts: 2, name: "bad", notice: false, peer: "zeek" },
    { "@stream": "ssl", "@system": "s", ts: 3, id_orig_h: "10.0.0.1", id_resp_h: "10.0.0.2", server_name: "x.example", established: true },
  ];
  const { events } = await readPiped([lines.map((line) => JSON.stringify(line)).join("\n")], { normalise: true });
  expect(events).toMatchObject([
    {
      data_stream: { dataset: "zeek.http" },
      http: { request: { method: "GET" }, response: { status_code: 404 } },
      url: { path: "/a", query: "b" },
      event: { outcome: "failure" },
    },
    { data_stream: { dataset: "zeek.weird" }, rule: { name: "bad" } },
    { data_stream: { dataset: "zeek.ssl" }, tls: { client: { server_name: "x.example" } }, source: { ip: "10.0.0.1" } },
  ]);
});
