import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sharedPath } from "../../tests/support/shared.ts";
import type { JsonObject } from "../event/json.ts";
import { defaultFields } from "../event/schema.ts";
import { createRecord, compilePredicate } from "../matcher/compile.ts";
import { createIndicatorIndex } from "../operators/indicator-match.ts";
import type { IndicatorMatchOp } from "../plan/rule-plan.ts";
import { compileRule } from "../rules/compile.ts";
import { loadRules } from "../rules/load.ts";
import { readIndicators } from "./indicators.ts";

const rules = sharedPath("corpus/detection-rules/rules");
const TIME = "2025-06-01T00:00:00Z";
const NOW = Date.parse("2025-06-10T00:00:00Z");

const ecs = (module: string, more: JsonObject): JsonObject => ({
  "@timestamp": TIME,
  event: { module, dataset: `${module}.x`, kind: "enrichment", category: "threat", type: "indicator" },
  ...more,
});

/** Indicators of our own, as documents and as STIX. */
const DOCUMENTS: readonly JsonObject[] = [
  ecs("ti_rapid7_threat_command", { "vulnerability.id": "CVE-2099-0001", rapid7: { tc: { vulnerability: { id: "CVE-2099-0001" } } } }),
  {
    "@timestamp": TIME,
    event: { module: "threatintel", dataset: "threatintel.x", kind: "enrichment", category: "threat", type: "indicator" },
    threatintel: { indicator: { ip: "192.0.2.7" } },
  },
  ecs("ti_x", { _index: "logs-ti_x.y-default", threat: { indicator: { file: { hash: { sha1: "cd" } } } } }),
  // The filters of the oldest rule ask for a dataset of this very name.
  {
    "@timestamp": TIME,
    event: { dataset: "ti_*", kind: "enrichment", category: "threat", type: "indicator" },
    "threat.indicator.file.pe.imphash": "01",
  },
];
const PATTERNS: readonly string[] = [
  "[ipv4-addr:value = '192.0.2.1' OR ipv4-addr:value ISSUBSET '198.51.100.0/24']",
  "[file:hashes.'SHA-256' = 'AB']",
  "[url:value = 'http://bad.example/x']",
  "[email-addr:value = 'bad@bad.example']",
  "[windows-registry-key:key = 'HKEY_LOCAL_MACHINE\\\\Software\\\\Bad']",
];

/** An event, and how the names of the rules begin that it must set off. */
const EVENTS: readonly (readonly [event: JsonObject, rules: readonly string[]])[] = [
  [{ destination: { ip: "192.0.2.1" } }, ["Threat Intel IP Address"]],
  [{ source: { ip: "198.51.100.77" } }, ["Threat Intel IP Address"]],
  [{ process: { hash: { sha256: "ab" } } }, ["Threat Intel Hash"]],
  [{ dll: { hash: { sha1: "cd" } } }, ["Threat Intel Hash"]],
  [{ url: { full: "http://bad.example/x" } }, ["Threat Intel URL"]],
  [{ email: { to: { address: ["good@good.example", "bad@bad.example"] } } }, ["Threat Intel Email"]],
  [{ registry: { path: "HKLM\\Software\\Bad" } }, ["Threat Intel Windows Registry"]],
  [{ vulnerability: { id: ["CVE-2099-0001"] } }, ["Rapid7 Threat Command"]],
  [{ source: { ip: "192.0.2.7" } }, ["Threat Intel Filebeat Module"]],
  [{ file: { pe: { imphash: "01" } } }, ["Deprecated - Threat Intel Indicator Match"]],
  [{ source: { ip: "203.0.113.1" }, url: { full: "http://good.example" }, process: { hash: { sha256: "ef" } } }, []],
];

describe.skipIf(rules === undefined)("the public threat_match rules", () => {
  test("fire on indicators of each kind, and on nothing else", async () => {
    const folder = mkdtempSync(join(tmpdir(), "indicators-"));
    const objects = PATTERNS.map((pattern, i) => ({
      type: "indicator",
      id: `indicator--${i}`,
      pattern,
      pattern_type: "stix",
      created: TIME,
      modified: TIME,
    }));
    writeFileSync(join(folder, "feed.ndjson"), DOCUMENTS.map((document) => `${JSON.stringify(document)}\n`).join(""));
    writeFileSync(join(folder, "feed.json"), JSON.stringify({ type: "bundle", id: "bundle--1", objects }));
    const loaded = await loadRules([`${rules}/threat_intel`, `${rules}/_deprecated`]);
    const chosen = loaded.rules.filter((rule) => rule.type === "threat_match");
    const ops = chosen.map((rule) => compileRule(rule, { fields: defaultFields() }).plan?.root as IndicatorMatchOp);
    const { add, matchers } = createIndicatorIndex(ops.map((op) => ({ op })));
    for await (const batch of readIndicators(folder)) for (const document of batch) add(document);
    rmSync(folder, { recursive: true });
    for (const [event, wanted] of EVENTS) {
      const fired = chosen.filter((_, i) => {
        const op = ops[i] as IndicatorMatchOp;
        return compilePredicate(op.where)(createRecord(event)) && (matchers[i]?.match(event, NOW).length ?? 0) > 0;
      });
      expect(
        fired.map(({ name }) => wanted.find((start) => name.startsWith(start)) ?? name),
        JSON.stringify(event),
      ).toEqual(wanted);
    }
  });
});
