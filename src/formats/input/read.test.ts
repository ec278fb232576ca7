import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutAt, readPiped } from "../../../tests/support/reading.ts";

const a = { a: 1 };
const b = { b: { c: "x y" } };
const lines = '{"a":1}\n{"b":{"c":"x y"}}\n';
const hit = (id: string, source: object): object => ({ _index: "logs-1", _id: id, _score: 1, _source: source });
const fromHit = (id: string, source: object): object => ({ ...source, _index: "logs-1", _id: id });

/** Layouts: what stands in the input, the events in it, and what is skipped. */
type Layout = readonly [name: string, text: string | Buffer, events: readonly object[], skipped: readonly string[]];
const WRITTEN: readonly (readonly [name: string, text: string | Buffer, events: readonly object[], skipped?: readonly string[]])[] = [
  ["lines", lines, [a, b]],
  ["lines without a break at the end", lines.trimEnd(), [a, b]],
  ["one line", '{"a":1}', [a]],
  ["blank lines", `\n \n${lines.replace("\n", "\n\n\t\n")}\n\n`, [a, b]],
  ["CRLF", lines.replaceAll("\n", "\r\n"), [a, b]],
  ["byte order mark", `\ufeff${lines}`, [a, b]],
  ["record separators (RFC 7464)", '\u001e{"a":1}\n\u001e{"b":{"c":"x y"}}\n', [a, b]],
  ["record separators, objects over several lines", '\u001e{\n"a":1}\n\u001e{"b":\n{"c":"x y"}}\n', [a, b]],
  ["indented lines", '  {"a":1}\n  {"b":{"c":"x y"}}\n', [a, b]],
  ["UTF-16, little end first", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(lines, "utf16le")]), [a, b]],
  ["UTF-16, big end first", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(lines, "utf16le").swap16()]), [a, b]],
  ["a list", JSON.stringify([a, b]), [a, b]],
  ["a list over many lines", JSON.stringify([a, b], null, 2), [a, b]],
  ["a list with a line for each item", `[\n${JSON.stringify(a)},\n${JSON.stringify(b)}\n]\n`, [a, b]],
  ["a list behind a byte order mark", `\ufeff${JSON.stringify([a])}`, [a]],
  ["an empty list", "[]", []],
  ["lists one after the other", `${JSON.stringify([a])}\n${JSON.stringify([b])}`, [a, b]],
  ["one object over many lines", JSON.stringify(b, null, 4), [b]],
  ["objects over many lines", `${JSON.stringify(a, null, 2)}\n${JSON.stringify(b, null, 2)}\n`, [a, b]],
  ["objects over many lines, nothing between", JSON.stringify(a, null, 2) + JSON.stringify(b, null, 2), [a, b]],
  ["objects on one line", '{"a":1}{"b":{"c":"x y"}}', [a, b]],
  ["brackets and quotes in texts", '[{"a":"]}\\"[{\\\\"},{"a":1}]', [{ a: ']}"[{\\' }, a]],
  ["hits, one a line", `${JSON.stringify(hit("1", a))}\n${JSON.stringify(hit("2", b))}\n`, [fromHit("1", a), fromHit("2", b)]],
  ["a hit with a version", JSON.stringify({ ...hit("1", a), _version: 3 }), [{ ...fromHit("1", a), _version: 3 }]],
  ["a hit without a source", '{"_index":"i","_id":"1","fields":{"a.b":["x"]}}', [{ "a.b": ["x"], _index: "i", _id: "1" }]],
  [
    "a search response",
    JSON.stringify({
      took: 1,
      timed_out: false,
      hits: { total: { value: 2 }, hits: [hit("1", a), hit("2", b)] },
      aggregations: { x: [{ y: 1 }] },
    }),
    [fromHit("1", a), fromHit("2", b)],
  ],
  ["a search response over many lines", JSON.stringify({ took: 1, hits: { hits: [hit("1", a)] } }, null, 2), [fromHit("1", a)]],
  [
    "search responses, one a line",
    `${JSON.stringify({ hits: { hits: [hit("1", a)] } })}\n${JSON.stringify({ hits: { hits: [] } })}\n${JSON.stringify({ hits: { hits: [hit("2", b)] } })}\n`,
    [fromHit("1", a), fromHit("2", b)],
  ],
  [
    "a bulk file",
    '{"create":{"_index":"i","_id":"1"}}\n{"a":1}\n\n{"index":{}}\n{"index":{"x":1}}\n',
    [{ a: 1, _index: "i", _id: "1" }, { index: { x: 1 } }],
  ],
  [
    "a bulk file with other actions",
    '{"index":{}}\n{"a":1}\n{"delete":{"_id":"1"}}\n{"update":{"_id":"2"}}\n{"doc":{}}\n',
    [a],
    ["T7017 bulk delete ×1", "T7017 bulk update ×1"],
  ],
  [
    "events that look like no bulk action",
    '{"index":{"name":"x"}}\n{"delete":{"_id":"1"}}\n',
    [{ index: { name: "x" } }, { delete: { _id: "1" } }],
  ],
  ["CloudTrail records", JSON.stringify({ Records: [a, b] }), [a, b]],
  ["CloudTrail records over many lines", JSON.stringify({ Records: [a, b] }, null, 2), [a, b]],
  ["CloudTrail records, files one after the other", `${JSON.stringify({ Records: [a] })}\n${JSON.stringify({ Records: [b] })}\n`, [a, b]],
  [
    "an answer of the Kubernetes API",
    JSON.stringify({ kind: "EventList", apiVersion: "audit.k8s.io/v1", metadata: {}, items: [a, b] }),
    [a, b],
  ],
  ["an answer of Microsoft Graph", JSON.stringify({ "@odata.context": "https://graph", value: [a, b] }, null, 2), [a, b]],
  ["an Azure log file", JSON.stringify({ records: [a, b] }), [a, b]],
  ["an event with a value of its own", '{"value":3,"a":1}', [{ value: 3, a: 1 }]],
  ["an event whose kind is told first", '{"kind":"Event","items":["x"],"a":1}', [{ kind: "Event", items: ["x"], a: 1 }]],
  ["no CloudTrail records", '{"Records":[]}', []],
  ["an event with a list of texts under `events`", '{"events":["a"],"x":1}', [{ events: ["a"], x: 1 }]],
  ["an event with hits of its own", '{"hits":3,"a":1}', [{ hits: 3, a: 1 }]],
  [
    "things that are no objects",
    '{"a":1}\n1\n"x"\n[1]\nnull\ntrue\n{"b":{"c":"x y"}}\n',
    [a, b],
    ["T7005 a number ×1", "T7005 a text ×1", "T7005 a list ×1", "T7005 null ×1", "T7005 a boolean ×1"],
  ],
  [
    "a list of things that are no objects",
    '[1,"x",[{"a":1}],{"a":1},null]',
    [a],
    ["T7005 a number ×1", "T7005 a text ×1", "T7005 a list ×1", "T7005 null ×1"],
  ],
  ["broken lines", '{"a":1}\n{"b":\nnothing\n{"b":{"c":"x y"}}\n', [a, b], ["T7004 Broken JSON record ×2"]],
  ["a line cut off at the end", '{"a":1}\n{"b":{"c":"x', [a], ["T7004 Broken JSON record ×1"]],
  ["a list cut off in an item", '[{"a":1},{"b":{"c":"x', [a], ["T7004 Broken JSON record ×1"]],
  ["a list cut off between items", '[{"a":1},', [a], ["T7004 Broken JSON record ×1"]],
  ["a search response cut off after its hits", '{"hits":{"hits":[{"a":1}]}', [a], ["T7004 Broken JSON record ×1"]],
  ["a list with rubbish in it", '[{"a":1}, rubbish, {"b":{"c":"x y"}} ]', [a, b], ["T7004 Broken JSON record ×1"]],
  ["a list without commas", '[{"a":1}{"b":{"c":"x y"}}]', [a, b]],
  ["equal keys: the last one counts", '{"a":0,"a":1}\n', [a]],
  ["invalid UTF-8", Buffer.from('{"a":"\xff\xfe"}\n{"a":1}\n', "latin1"), [{ a: "\ufffd\ufffd" }, a], ["T7008 Invalid UTF-8 ×1"]],
  ["invalid UTF-8 in a list", Buffer.from('[{"a":"\xc3"},{"a":1}]', "latin1"), [{ a: "\ufffd" }, a], ["T7008 Invalid UTF-8 ×1"]],
  ["nothing", "", [], ["T7015 Empty input ×1"]],
  ["white space", " \r\n\n", [], ["T7015 Empty input ×1"]],
  ["much white space, then events", `${"\n".repeat(200_000)}${lines}`, [a, b]],
  ["text that is no JSON", "hello, this is no log\n", [], ["T7003 text ×1"]],
  ["log lines that begin with a bracket", "[2024-05-01 10:00:00] hello\n", [], ["T7003 text ×1"]],
  ["an image", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0", "latin1"), [], ["T7003 PNG image ×1"]],
];
const LAYOUTS: readonly Layout[] = WRITTEN.map(([name, text, events, skipped = []]) => [name, text, events, skipped]);

const summaryOf = async (chunks: readonly (Buffer | string)[]): Promise<object> => {
  const { events, origins, skipped, summary } = await readPiped(chunks);
  const places = summary.skipped.map(({ example }) => `${example.location?.line}:${example.location?.column}`);
  return { events, origins, skipped, places };
};

describe("layouts", () => {
  test.each(LAYOUTS)("%s", async (_, text, events, skipped) => {
    const result = await readPiped([text]);
    expect(result.events.map((event) => ({ ...event }))).toEqual(events.map((event) => expect.objectContaining(event)));
    expect(result.events.map((event) => JSON.parse(JSON.stringify(event)))).toEqual(events);
    expect(result.skipped).toEqual(skipped);
    expect(result.summary.events).toBe(events.length);
  });

  test.each(LAYOUTS.filter(([, text]) => text.length < 1000))("%s: byte by byte the same", async (_, text) => {
    const bytes = Buffer.from(text as string);
    expect(await summaryOf(cutAt(bytes, [...bytes.keys()]))).toEqual(await summaryOf([bytes]));
  });

  test("any cuts give the same events, origins and problems", async () => {
    const whole = fc.constantFrom(...LAYOUTS.map(([, text]) => Buffer.from(text as string)));
    await fc.assert(
      fc.asyncProperty(whole, fc.array(fc.nat(), { maxLength: 6 }), async (bytes, places) => {
        expect(await summaryOf(cutAt(bytes, places))).toEqual(await summaryOf([bytes]));
      }),
    );
  });

  test("any events come back from any layout and any cuts", async () => {
    // V8 14.6 confuses a key with an escape in it with an earlier object's key that has a backslash at that place.
    const value = fc.jsonValue({ maxDepth: 3 }).filter((json) => !/\\\\[^"]*"\s*:/.test(JSON.stringify(json)));
    const documents = fc.array(fc.dictionary(fc.stringMatching(/^[a-z{}[\]",: ]{1,6}$/), value), { minLength: 1, maxLength: 8 });
    const layout = fc.constantFrom<(events: readonly object[]) => string>(
      (events) => events.map((event) => `${JSON.stringify(event)}\n`).join(""),
      (events) => events.map((event) => JSON.stringify(event, null, 2)).join("\n"),
      (events) => JSON.stringify(events),
      (events) => JSON.stringify(events, null, 1),
      (events) => JSON.stringify({ took: 1, hits: { hits: events.map((event) => ({ _source: event })) } }),
    );
    await fc.assert(
      fc.asyncProperty(documents, layout, fc.array(fc.nat(), { maxLength: 5 }), async (events, print, places) => {
        const usable = events.filter(
          (event) => !["index", "create", "update", "delete", "hits", "_source", "events"].some((key) => key in event),
        );
        fc.pre(usable.length > 0);
        const result = await readPiped(cutAt(Buffer.from(print(usable)), places));
        expect(result.events.map((event) => JSON.stringify(event))).toEqual(usable.map((event) => JSON.stringify(event)));
      }),
    );
  });
});

describe("origins", () => {
  const places = async (text: string): Promise<unknown> =>
    (await readPiped([text])).origins.map((origin) => [origin?.offset, origin?.line, origin?.record]);

  test.each([
    [
      "lines",
      '\n{"a":1}\r\n\n  {"a":2}\n',
      [
        [1, 2, 1],
        [13, 4, 2],
      ],
    ],
    [
      "a list",
      '[\n {"a":1},\n {"a":\n 2}, {"a":3}]',
      [
        [3, 2, 1],
        [13, 3, 2],
        [24, 4, 3],
      ],
    ],
    [
      "a wrapped list",
      '{\n"Records":\n[{"a":1},\n{"a":2}]}',
      [
        [14, 3, 1],
        [23, 4, 2],
      ],
    ],
    [
      "several events of one record",
      '{"hits":{"hits":[]}}\n{"hits":{"hits":[{"_source":{}},{"_source":{}}]}}\n',
      [
        [21, 2, 2],
        [22, 2, 2],
      ],
    ],
  ])("%s", async (_, text, expected) => {
    expect(await places(text)).toEqual(expected);
  });

  test("are no property that is printed or listed", async () => {
    const [event] = (await readPiped([lines])).events;
    expect(Object.keys(event ?? {})).toEqual(["a"]);
    expect(JSON.stringify(event)).toBe('{"a":1}');
  });
});

describe("options", () => {
  test("--format forces a format", async () => {
    const { events, skipped } = await readPiped(['rubbish\nmore\nrubbish\n{"a":1}\n'], { format: "ndjson" });
    expect(events).toHaveLength(1);
    expect(skipped).toEqual(["T7004 Broken JSON record ×3"]);
  });

  test("an unknown format is an error with the nearest name", async () => {
    const { events, problems } = await readPiped([lines], { format: "ndjsn" });
    expect(events).toEqual([]);
    expect(problems).toMatchObject([{ code: "T7016", severity: "error", hint: "did you mean `ndjson`?" }]);
  });

  test("few examples of a problem are shown, all are counted", async () => {
    const { problems, skipped } = await readPiped([`${lines}${"{\n".repeat(1000)}`], { format: "ndjson" });
    expect(problems.map(({ location }) => location?.line)).toEqual([3, 4, 5]);
    expect(skipped).toEqual(["T7004 Broken JSON record ×1000"]);
  });

  test("a broken line is shown with its place", async () => {
    const { problems } = await readPiped([`${lines}{"a": tru}\n`]);
    expect(problems[0]).toMatchObject({
      message: "the record is not valid JSON",
      location: { file: "-", line: 3, lineText: '{"a": tru}' },
    });
  });

  test("progress tells bytes and events", async () => {
    const seen: unknown[] = [];
    await readPiped([lines, lines], { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ bytes: 2 * lines.length, events: 4 });
  });

  test("events of a slow pipe come at once", async () => {
    let send: (line: string) => void = () => undefined;
    async function* pipe(): AsyncGenerator<string> {
      for (;;) yield await new Promise<string>((resolve) => (send = resolve));
    }
    const { readEvents } = await import("./read.ts");
    const events = readEvents("-", { stdin: pipe() })[Symbol.asyncIterator]();
    for (const line of ['{"n":1}\n', '{"n":2}\n']) {
      const next = events.next();
      await new Promise((resolve) => setTimeout(resolve, 5));
      send(line);
      expect((await next).value).toEqual(expect.objectContaining(JSON.parse(line)));
    }
  });
});
