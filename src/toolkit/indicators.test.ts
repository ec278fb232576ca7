import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../event/json.ts";
import { originOf } from "../event/origin.ts";
import { type IndicatorDocument, VALID_UNTIL } from "../operators/indicator-match-document.ts";
import { loadIndicators } from "./indicators.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "indicators-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function load(content: string | Buffer, now?: number) {
  const file = join(folder, `${files++}.json`);
  writeFileSync(file, content);
  return loadIndicators(file, { now });
}

const stix = (...objects: readonly object[]): Promise<Awaited<ReturnType<typeof loadIndicators>>> =>
  load(JSON.stringify({ type: "bundle", id: "bundle--1", objects }, null, 1));
const indicator = (pattern: string, more: object = {}): object => ({
  type: "indicator",
  id: "indicator--1",
  spec_version: "2.1",
  pattern,
  pattern_type: "stix",
  ...more,
});
const indicatorOf = (document: IndicatorDocument): JsonObject => (document["threat"] as JsonObject)["indicator"] as JsonObject;
/** Without what is attached under symbols. */
const plain = (documents: readonly IndicatorDocument[]): readonly JsonObject[] => JSON.parse(JSON.stringify(documents)) as JsonObject[];
const codes = ({ skipped }: Awaited<ReturnType<typeof load>>): readonly string[] => skipped.map(({ code, count }) => `${code} ${count}`);

describe("ECS documents", () => {
  const one = { "@timestamp": "2025-01-01T00:00:00Z", threat: { indicator: { ip: "192.0.2.1" } } };

  test("lines, with what is broken counted", async () => {
    const read = await load(`${JSON.stringify(one)}\n{"broken\n${JSON.stringify(one)}\n`);
    expect(plain(read.documents)).toEqual([one, one]);
    expect(read.documents.map((document) => originOf(document)?.line)).toEqual([1, 3]);
    expect(codes(read)).toEqual(["T7004 1"]);
    expect(read.indicators).toBe(2);
  });

  test("compressed, and hits of Elasticsearch with their metadata", async () => {
    const hits = { hits: { hits: [{ _index: "logs-ti_x-default", _id: "a", _source: one }] } };
    const { documents } = await load(gzipSync(JSON.stringify(hits)));
    expect(plain(documents)).toEqual([{ ...one, _index: "logs-ti_x-default", _id: "a" }]);
  });

  test("nothing there", async () => {
    const { documents, skipped } = await loadIndicators(join(folder, "absent"));
    expect(documents).toEqual([]);
    expect(skipped.map(({ code }) => code)).toEqual(["T7001"]);
  });
});

// biome-ignore format: table
const OBSERVABLES: readonly (readonly [pattern: string, indicator: JsonObject])[] = [
  ["[ipv4-addr:value = '192.0.2.1']", { type: "ipv4-addr", ip: "192.0.2.1", name: "192.0.2.1" }],
  ["[ipv4-addr:value ISSUBSET '192.0.2.0/24']", { type: "ipv4-addr", ip: "192.0.2.0/24", name: "192.0.2.0/24" }],
  ["[ipv6-addr:value = '2001:db8::1']", { type: "ipv6-addr", ip: "2001:db8::1", name: "2001:db8::1" }],
  ["[domain-name:value = 'bad.example']", { type: "domain-name", url: { domain: "bad.example" }, name: "bad.example" }],
  ["[url:value = 'http://bad.example/a?b']", { type: "url", url: { full: "http://bad.example/a?b", original: "http://bad.example/a?b", domain: "bad.example" }, name: "http://bad.example/a?b" }],
  ["[url:value = 'no url']", { type: "url", url: { full: "no url", original: "no url" }, name: "no url" }],
  ["[file:hashes.'SHA-256' = 'AB']", { type: "file", file: { hash: { sha256: "ab" } }, name: "ab" }],
  ["[file:hashes.md5 = 'AB' AND file:name = 'X.exe' AND file:size = 5]", { type: "file", file: { hash: { md5: "ab" }, name: "X.exe", size: 5 }, name: "ab" }],
  ["[email-message:from_ref.value = 'a@bad.example']", { type: "email-addr", email: { address: "a@bad.example" }, name: "a@bad.example" }],
  ["[windows-registry-key:key = 'HKEY_LOCAL_MACHINE\\\\Software\\\\X']", { type: "windows-registry-key", registry: { path: "HKLM\\Software\\X", hive: "HKLM", key: "Software\\X" }, name: "HKLM\\Software\\X" }],
  ["[windows-registry-key:key = 'HKEY_USERS\\\\X' AND windows-registry-key:values[0].name = 'v']", { type: "windows-registry-key", registry: { path: "HKU\\X\\v", hive: "HKU", key: "X", value: "v" }, name: "HKU\\X\\v" }],
  ["[network-traffic:dst_port = 443 AND network-traffic:dst_ref.value = '192.0.2.1']", { type: "ipv4-addr", ip: "192.0.2.1", port: 443, name: "192.0.2.1" }],
  ["[network-traffic:dst_ref.value = 'bad.example']", { type: "domain-name", url: { domain: "bad.example" }, name: "bad.example" }],
  ["[autonomous-system:number = 64496]", { type: "autonomous-system", as: { number: 64496 }, name: "64496" }],
  ["[x509-certificate:serial_number = '0a']", { type: "x509-certificate", x509: { serial_number: "0a" }, name: "0a" }],
  ["[mutex:name = 'm']", { type: "mutex", name: "m" }],
];

describe("STIX", () => {
  test.each(OBSERVABLES)("%s", async (pattern, expected) => {
    const read = await stix(indicator(pattern));
    expect(read.documents.map(indicatorOf)).toEqual([expected]);
    expect(read.skipped).toEqual([]);
  });

  test("an indicator with all that stands around it", async () => {
    const { documents } = await stix(
      { type: "identity", id: "identity--1", name: "Example CERT" },
      { type: "marking-definition", id: "marking-definition--1", definition_type: "tlp", definition: { tlp: "amber" } },
      indicator("[ipv4-addr:value = '192.0.2.1']", {
        name: "C2",
        created: "2025-01-01T00:00:00Z",
        modified: "2025-01-02T00:00:00Z",
        valid_from: "2025-01-01T12:00:00Z",
        valid_until: "2025-03-01T00:00:00Z",
        created_by_ref: "identity--1",
        object_marking_refs: ["marking-definition--1"],
        confidence: 50,
        labels: ["botnet"],
        indicator_types: ["malicious-activity", "botnet"],
        external_references: [{ source_name: "x" }, { source_name: "y", url: "https://ref.example/1" }],
      }),
      { type: "sighting", id: "sighting--1", sighting_of_ref: "indicator--1", count: 3, last_seen: "2025-01-05T00:00:00Z" },
      { type: "sighting", id: "sighting--2", sighting_of_ref: "indicator--1", last_seen: "2025-01-04T00:00:00Z" },
    );
    expect(documents.map((document) => document[VALID_UNTIL])).toEqual([Date.parse("2025-03-01T00:00:00Z")]);
    expect(plain(documents)).toEqual([
      {
        "@timestamp": "2025-01-02T00:00:00Z",
        _id: "indicator--1",
        event: { kind: "enrichment", category: ["threat"], type: ["indicator"], module: "ti_stix", dataset: "ti_stix.indicator" },
        tags: ["botnet", "malicious-activity"],
        threat: {
          feed: { name: "Example CERT" },
          indicator: {
            type: "ipv4-addr",
            ip: "192.0.2.1",
            name: "192.0.2.1",
            description: "C2",
            provider: "Example CERT",
            confidence: "Medium",
            marking: { tlp: "AMBER" },
            first_seen: "2025-01-01T12:00:00Z",
            modified_at: "2025-01-02T00:00:00Z",
            last_seen: "2025-01-05T00:00:00Z",
            sightings: 4,
            reference: "https://ref.example/1",
          },
        },
      },
    ]);
  });

  test("each alternative is a document of its own", async () => {
    const { documents } = await stix(
      indicator("[ipv4-addr:value = '192.0.2.1' OR domain-name:value = 'bad.example'] AND [url:value = 'http://x']"),
    );
    expect(documents.map((document) => [document["_id"], indicatorOf(document)["type"]])).toEqual([
      ["indicator--1", "ipv4-addr"],
      ["indicator--1", "domain-name"],
      ["indicator--1", "url"],
    ]);
  });

  test("what cannot be used is counted by kind", async () => {
    const read = await stix(
      indicator("[broken", { id: "indicator--1" }),
      indicator("rule x {}", { id: "indicator--2", pattern_type: "yara" }),
      indicator("[file:name LIKE 'x%']", { id: "indicator--3" }),
      indicator("[process:command_line = 'x']", { id: "indicator--4" }),
      indicator("[file:name = 'x']", { id: "indicator--5", revoked: true }),
      indicator("[file:name = 'x' AND file:name LIKE 'x%']", { id: "indicator--6" }),
      indicator("[ipv4-addr:value = 'no address']", { id: "indicator--7" }),
      { type: "malware", id: "malware--1", name: "M" },
    );
    expect(read.documents.map((document) => document["_id"])).toEqual(["indicator--6"]);
    expect(codes(read)).toEqual(["T7201 1", "T7202 1", "T7203 3", "T7205 1", "T7204 1"]);
    expect(read.skipped[0]?.example).toMatchObject({ message: expect.stringContaining("indicator--1"), location: { line: 1 } });
  });

  test("of two versions the later one counts", async () => {
    const read = await stix(
      indicator("[file:name = 'new']", { modified: "2025-01-02T00:00:00Z" }),
      indicator("[file:name = 'old']", { modified: "2025-01-01T00:00:00Z" }),
    );
    expect(read.documents.map((document) => indicatorOf(document)["name"])).toEqual(["new"]);
    expect(codes(read)).toEqual(["T7205 1"]);
  });

  test("STIX 2.0 names no pattern type; objects come by themselves and from TAXII servers", async () => {
    const old = { type: "indicator", id: "indicator--1", pattern: "[ipv4-addr:value = '192.0.2.1']" };
    expect((await load(JSON.stringify(old))).documents).toHaveLength(1);
    expect((await load(`${JSON.stringify(old)}\n${JSON.stringify(old)}\n`)).documents).toHaveLength(2);
    expect((await load(JSON.stringify({ more: false, objects: [old] }))).documents).toHaveLength(1);
    expect((await load(JSON.stringify({ type: "bundle", id: "bundle--1" }))).documents).toEqual([]);
  });

  test("observables by themselves; without a time they have the one that is given", async () => {
    const objects = [
      { type: "ipv4-addr", id: "ipv4-addr--1", value: "192.0.2.1" },
      { type: "file", id: "file--1", hashes: { MD5: "AB", "SHA-256": "CD" }, name: "x" },
      { type: "network-traffic", id: "network-traffic--1", dst_port: 443 },
    ];
    const { documents } = await load(JSON.stringify({ type: "bundle", id: "bundle--1", objects }), 0);
    expect(documents.map(indicatorOf)).toEqual([
      { type: "ipv4-addr", ip: "192.0.2.1", name: "192.0.2.1" },
      { type: "file", file: { hash: { md5: "ab", sha256: "cd" }, name: "x" }, name: "ab" },
    ]);
    expect(documents.map((document) => document["@timestamp"])).toEqual(Array.from({ length: 2 }, () => "1970-01-01T00:00:00.000Z"));
    expect((await stix(objects[0] as object)).documents[0]).not.toHaveProperty("@timestamp");
  });
});
