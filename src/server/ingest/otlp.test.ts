import { expect, test } from "vitest";
import { documentsOfLogs } from "./otlp.ts";

const text = (value: string) => ({ stringValue: value });

test("log records become documents with their own and their resource's attributes", () => {
  const request = {
    resourceLogs: [
      {
        resource: { attributes: [{ key: "host.name", value: text("h1") }] },
        scopeLogs: [
          {
            logRecords: [
              {
                timeUnixNano: "1700000000123456789",
                severityText: "WARN",
                body: text("hello"),
                attributes: [
                  { key: "process.pid", value: { intValue: "7" } },
                  { key: "process.args", value: { arrayValue: { values: [text("a"), text("b")] } } },
                  { key: "big", value: { intValue: "9223372036854775807" } },
                ],
              },
              { observedTimeUnixNano: "0", body: { kvlistValue: { values: [{ key: "event.action", value: text("x") }] } } },
              { body: { arrayValue: { values: [{ boolValue: true }] } } },
            ],
          },
        ],
      },
    ],
  };
  expect(documentsOfLogs(request)).toEqual([
    {
      "host.name": "h1",
      "process.pid": 7,
      "process.args": ["a", "b"],
      big: "9223372036854775807",
      message: "hello",
      "@timestamp": "2023-11-14T22:13:20.123Z",
      "log.level": "WARN",
    },
    { "host.name": "h1", "event.action": "x" },
    { "host.name": "h1", message: "[true]" },
  ]);
});

test("what is no such request gives nothing", () => {
  for (const odd of [{}, { resourceLogs: 1 }, { resourceLogs: [null, { scopeLogs: [{ logRecords: "x" }] }] }])
    expect(documentsOfLogs(odd)).toEqual([]);
});
