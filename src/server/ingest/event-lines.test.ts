import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../event/json.ts";
import { isEcs } from "../../integrations/recognise.ts";
import type { NewRecord } from "../../store/journal/frame.ts";
import { type BulkItem, readBulk } from "./bulk.ts";
import { readDocument } from "./document.ts";
import { createEventLines, type EventLines, type SentLine } from "./event-lines.ts";
import { createIntake, type Intake } from "./intake.ts";

/** As if no line could be read by its bytes. */
const PARSED: EventLines = {
  *of(body) {
    let number = 0;
    for (const text of body.toString("latin1").split("\n").slice(0, -1)) {
      number++;
      const bytes = Buffer.from(text.endsWith("\r") ? text.slice(0, -1) : text, "latin1");
      if (bytes.length > 0) yield { bytes, number, event: undefined, learn: () => undefined };
    }
  },
};

const EVENT = { "@timestamp": "2026-01-05T08:00:00.000Z", event: { kind: "event", action: "a" }, host: { name: "h" } };
const STREAM = { data_stream: { type: "logs", dataset: "x", namespace: "default" } };
const odd = (json: string): string => `{"event":{"kind":"event"},${json}}`;

/** Whole events, events of which something is missing or that have to be changed, and what is no event. */
const DOCUMENTS: readonly string[] = [
  JSON.stringify(EVENT),
  JSON.stringify({ ...EVENT, ...STREAM }),
  JSON.stringify({ ...EVENT, "data_stream.type": "logs", "data_stream.dataset": "y", "data_stream.namespace": "d" }),
  JSON.stringify({ ...EVENT, data_stream: { type: ["logs"], dataset: "x", namespace: "d" } }),
  JSON.stringify({ ...EVENT, _id: "own", _index: "other" }),
  JSON.stringify({ ...EVENT, host: { name: ["a", "ü", "a"] } }),
  JSON.stringify({ ...EVENT, "host.name": "two" }),
  JSON.stringify({ ...EVENT, event: { kind: "event", ingested: "2026-01-05T08:00:01Z" } }),
  JSON.stringify({ ...EVENT, "@timestamp": ["2026-01-05T08:00:00Z", "2027-01-05T08:00:00Z"] }),
  JSON.stringify({ ...EVENT, "@timestamp": 1_767_600_000_000 }),
  JSON.stringify({ ...EVENT, "@timestamp": "yesterday" }),
  JSON.stringify({ event: { kind: "event" } }),
  JSON.stringify({ ...EVENT, winlog: { channel: "Security", event_id: 4624 } }),
  JSON.stringify({ message: "raw", host: { name: "h" } }),
  JSON.stringify({ eventVersion: "1.08", eventSource: "s3.amazonaws.com", eventName: "GetObject", awsRegion: "x" }),
  odd('"@timestamp":"2026-01-05T08:00:00Z","a":1,"a":2'),
  odd('"host":{"name":"a"},"host":{"name":"b"}'),
  odd('"h\\u006fst":{"name":"c"}'),
  odd('"a":"\\ud800"'),
  odd(`"a":${"[".repeat(200)}${"]".repeat(200)}`),
  `  ${JSON.stringify(EVENT)}\t `,
  `${JSON.stringify(EVENT)}\r`,
  `${JSON.stringify(EVENT)} 1`,
  odd('"a":01'),
  odd('"a":"\u0001"'),
  "{}",
  "{",
  "[1]",
  "null",
  '{"create":{}}',
  `{"event":{"kind":"event"},"x":"\xff"}`,
];

const items = (body: Buffer, lines: EventLines): readonly BulkItem[] => {
  const read = readBulk(body, "logs-t-default", lines);
  return "reason" in read ? [] : read;
};

/** What is journaled of a request; of the account of each event without whether it is bare, which only bytes tell. */
const journaled = (body: Buffer, lines: EventLines, intake: Intake): readonly unknown[] =>
  items(body, lines).map(({ action, index, id, outcome }) =>
    "fault" in outcome ? [action, index, id, outcome.fault] : intake.recordsOf({ ...outcome, index, id }).map(shown),
  );
const shown = ({ json, summary, ...record }: NewRecord): unknown => ({
  ...record,
  json: json.toString("latin1"),
  summary: { ...summary, isBare: undefined },
});

const DELETE = '{"delete":{}}';
const action = fc.oneof(
  {
    weight: 60,
    arbitrary: fc.constantFrom('{"create":{}}', '{"create":{}}', '{"index":{"_index":"logs-a.b-c","_id":"1"}}', DELETE),
  },
  { weight: 1, arbitrary: fc.constant("{") },
);
const request = fc.array(fc.record({ action, document: fc.nat(DOCUMENTS.length - 1), blank: fc.constantFrom("", "\r") }), {
  minLength: 5,
  maxLength: 40,
});

test("what is read by bytes is journaled as what is parsed", () => {
  const lines = createEventLines();
  let known = 0;
  fc.assert(
    fc.property(request, fc.boolean(), (given, hasBadBytes) => {
      const most = DOCUMENTS.length - (hasBadBytes ? 0 : 1);
      const texts = given.flatMap(({ action: line, document, blank }) =>
        line === DELETE ? [blank, line] : [line, blank, DOCUMENTS[document % most] as string],
      );
      const body = Buffer.from(texts.map((line) => `${line}\n`).join(""), hasBadBytes ? "latin1" : "utf8");
      expect(journaled(body, lines, createIntake())).toEqual(journaled(body, PARSED, createIntake()));
      for (const { outcome } of items(body, lines)) if ("content" in outcome && "event" in outcome.content) known++;
    }),
    { numRuns: 300 },
  );
  expect(known).toBeGreaterThan(300);
});

const known = (documents: readonly string[], lines = createEventLines()): readonly (SentLine["event"] | "parsed")[] =>
  Array.from(lines.of(Buffer.from(documents.map((document) => `${document}\n`).join(""))), (line) => {
    if (line.event) return line.event;
    const read = readDocument(line.bytes);
    if ("document" in read) line.learn(read.document);
    return "parsed";
  });

test("events of an index that was met are not parsed, and tell what they are", () => {
  const other = { ...EVENT, event: { kind: "event", ingested: "2026-01-05T08:00:01Z" }, host: { name: ["a", "b"] } };
  const told = { index: undefined, time: Date.parse("2026-01-05T08:00:00Z"), hosts: ["h"], isBare: true };
  const [stream, ...rest] = known(
    [EVENT, EVENT, other, { ...EVENT, ...STREAM }, { ...EVENT, ...STREAM }].map((event) => JSON.stringify(event)),
  );
  expect([stream, ...rest]).toEqual([
    "parsed",
    told,
    { ...told, hosts: ["a", "b"], isBare: false },
    "parsed",
    { ...told, index: "logs-x-default" },
  ]);
});

test("only ECS events that JSON.parse would take are known by their bytes", () => {
  const lines = createEventLines();
  known(DOCUMENTS, lines);
  const json = fc.json().map((text) => {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify({ ...EVENT, ...value }) : text;
  });
  const damaged = fc.tuple(json, fc.nat(), fc.constantFrom("", '"', "{", "}", ",", "\\", "0", " ")).map(([text, at, put]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + put + text.slice(place + (at % 2));
  });
  fc.assert(
    fc.property(fc.oneof(json, damaged), (text) => {
      for (const line of lines.of(Buffer.from(`${text.replaceAll("\n", "")}\n`))) {
        if (!line.event) continue;
        const document = JSON.parse(line.bytes.toString()) as JsonObject;
        expect(isEcs(document)).toBe(true);
        expect([document["_id"], document["_index"], document["winlog"]]).toEqual([undefined, undefined, undefined]);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("requests longer than there is room for are read in pieces, and lines that are longer whole", () => {
  const long = JSON.stringify({ ...EVENT, message: "x".repeat(1_500_000) });
  const events = Array.from({ length: 1_500 }, (_, i) => JSON.stringify({ ...EVENT, message: `${i} ${"x".repeat(1_000)}` }));
  const lines = createEventLines();
  const read = Array.from(lines.of(Buffer.from([...events, long, ...events, ""].join("\n"))), (line) => {
    const document = readDocument(line.bytes);
    if ("document" in document) line.learn(document.document);
    return [line.number, line.bytes.toString(), line.event !== undefined] as const;
  });
  expect(read.map(([number, text]) => [number, text])).toEqual([...events, long, ...events].map((text, i) => [i + 1, text]));
  expect(read.filter(([, , isKnown]) => !isKnown).map(([number]) => number)).toEqual([1, 1_501]);
});

test("events of two indices are told apart", () => {
  const streams = ["x", "y"].map((dataset) => JSON.stringify({ ...EVENT, data_stream: { ...STREAM.data_stream, dataset } }));
  const told = known([...streams, ...streams]).slice(2);
  expect(told.map((event) => event !== "parsed" && event?.index)).toEqual(["logs-x-default", "logs-y-default"]);
});
