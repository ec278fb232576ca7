import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../event/json.ts";
import type { OutputFormat } from "../alert-writer.ts";
import { outputFormat } from "../formats.ts";
import { json } from "./json.ts";
import { ndjson } from "./ndjson.ts";

const RUN = { events: 0, bytes: 0, seconds: 0, files: 0, rules: 0 };

function render(format: OutputFormat, alerts: readonly JsonObject[], full = false): string {
  const writer = format.create({ full });
  return [writer.begin(), ...alerts.map((alert) => writer.alert(alert)), writer.end(RUN)].join("");
}

const ALERT: JsonObject = {
  _id: "1",
  _index: ".alerts-security.alerts-default",
  process: { name: "a" },
  "kibana.alert.rule.note": "a long guide",
  "kibana.alert.rule.parameters": { query: "process where true" },
  "kibana.alert.rule.name": "R",
  "kibana.alert.rule.threat": [{ framework: "MITRE ATT&CK" }],
};

describe("documents", () => {
  test("one a line, keys in their order, long rule texts left out", () => {
    const line =
      '{"_id":"1","_index":".alerts-security.alerts-default","process":{"name":"a"},"kibana.alert.rule.name":"R","kibana.alert.rule.threat":[{"framework":"MITRE ATT&CK"}]}\n';
    expect(render(ndjson, [ALERT, ALERT])).toBe(line + line);
  });

  test("full: everything", () => {
    expect(render(ndjson, [ALERT], true)).toBe(`${JSON.stringify(ALERT)}\n`);
  });

  test.each([0, 1, 2, 3])("a list of %i", (count) => {
    const alerts = Array.from({ length: count }, () => ALERT);
    expect(JSON.parse(render(json, alerts, true))).toEqual(alerts);
  });

  test("what comes back is what went in, and is inert on a terminal", () => {
    const text = fc.string({
      unit: fc.constantFrom(
        ...'ab"\\\n\t\0',
        "\u001b",
        "\u009b",
        "\u007f",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\u{e0041}",
        "\ud800",
        "é",
        "山",
        "🙂",
      ),
      maxLength: 20,
    });
    // V8 14.6 confuses a key with an escape in it with an earlier object's key that has a backslash at that place.
    const key = fc.oneof(text, fc.constant("__proto__")).filter((name) => !name.includes("\\"));
    const document = fc.dictionary(
      key,
      fc.oneof(text, fc.array(text), fc.dictionary(key, fc.oneof(text, fc.integer(), fc.constant(null)))),
    );
    fc.assert(
      fc.property(fc.array(document, { maxLength: 4 }), (documents) => {
        const alerts = documents as readonly JsonObject[];
        const lines = render(ndjson, alerts, true);
        expect(lines).not.toMatch(/[\0-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]|\p{Surrogate}/u);
        const back = lines
          .split("\n")
          .slice(0, -1)
          .map((line) => JSON.stringify(JSON.parse(line)));
        expect(back).toEqual(alerts.map((alert) => JSON.stringify(alert)));
        expect(JSON.stringify(JSON.parse(render(json, alerts, true)))).toBe(JSON.stringify(alerts));
      }),
    );
  });

  test("formats by name", () => {
    expect(["table", "ndjson", "json"].map((name) => outputFormat(name)?.name)).toEqual(["table", "ndjson", "json"]);
    expect(outputFormat("xml")).toBeUndefined();
  });
});
