import { expect, test } from "vitest";
import { decodeLogs } from "./otlp-protobuf.ts";
import { documentsOfLogs } from "./otlp.ts";

/** Two requests as OpenTelemetry's own JavaScript exporter wrote them: one after the other they are one. */
const REQUEST = Buffer.from(
  "CqcBChUKEQoJaG9zdC5uYW1lEgQKAmgxEAASjQEKAwoBeBKFAQnA1H49/pyXFxoEV0FSTioHCgVoZWxsbzIRCgtwcm9jZXNzLnBpZBICGAcyHAoMcHJvY2Vzcy5hcmdzEgwqCgoDCgFhCgMKAWIyEgoFcmF0aW8S" +
    "CSEAAAAAAADgPzIICgJvaxICEAEyEQoDYmlnEgoYgICAgICAgIAQOABZwNIwYM4J6xgKZAoVChEKCWhvc3QubmFtZRIECgJoMRAAEksKAwoBeBJECcDUfj3+nJcXKi4yLAoaCgVldmVudBIRMg8KDQoGYWN0aW9u" +
    "EgMKAXgKDgoFYnl0ZXMSBToDAQIDOABZQHtDYc4J6xg=",
  "base64",
);

test("logs in protobuf become the documents that JSON gives", () => {
  expect(documentsOfLogs(decodeLogs(REQUEST) ?? {})).toEqual([
    {
      "host.name": "h1",
      "process.pid": 7,
      "process.args": ["a", "b"],
      ratio: 0.5,
      ok: true,
      big: "1152921504606846976",
      message: "hello",
      "@timestamp": "2023-11-14T22:13:20.123Z",
      "log.level": "WARN",
    },
    { "host.name": "h1", event: { action: "x" }, bytes: "AQID", "@timestamp": "2023-11-14T22:13:20.123Z" },
  ]);
});

test("ids of traces are hexadecimal, as in JSON", () => {
  // resource_logs(scope_logs(log_records(trace_id = ab cd)))
  const bytes = Uint8Array.from([0x0a, 0x08, 0x12, 0x06, 0x12, 0x04, 0x4a, 0x02, 0xab, 0xcd]);
  expect(documentsOfLogs(decodeLogs(bytes) ?? {})).toEqual([{ "trace.id": "abcd" }]);
});

test("every cut of a request is decoded or refused, and nothing else", () => {
  for (let length = 0; length < REQUEST.length; length++) {
    const request = decodeLogs(REQUEST.subarray(0, length));
    if (request) documentsOfLogs(request);
  }
  expect(decodeLogs(Uint8Array.from([0xff, 0xff, 0xff]))).toBeUndefined();
});

test("what is nested without end is refused", () => {
  let value: Buffer = Buffer.from([0x0a, 0x01, 0x78]);
  for (let depth = 0; depth < 10_000; depth++) value = inside(0x2a, inside(0x0a, value));
  const request = inside(0x0a, inside(0x12, inside(0x12, inside(0x2a, value))));
  expect(decodeLogs(request)).toBeUndefined();
});

/** A message in the field of that tag. */
function inside(tag: number, message: Buffer): Buffer {
  const head = [tag];
  let { length } = message;
  for (; length > 127; length = Math.floor(length / 128)) head.push((length % 128) | 128);
  return Buffer.concat([Buffer.from([...head, length]), message]);
}
