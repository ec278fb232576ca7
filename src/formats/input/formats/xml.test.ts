import { describe, expect, test } from "vitest";
import { ORIGINAL, originOf } from "../../../event/origin.ts";
import { readAll } from "../../../../tests/support/reading.ts";

const event = (id: number, data = ""): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID Qualifiers="0">${id}</EventID><Channel>Security</Channel></System><EventData>${data}</EventData></Event>`;

/** Reads the text cut into blocks of so many bytes. */
async function read(text: string | Buffer, cut = Number.MAX_SAFE_INTEGER) {
  const bytes = Buffer.from(text);
  async function* blocks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut);
  }
  return readAll("-", { stdin: blocks() });
}

const idsOf = (events: readonly object[]): unknown[] => events.map((each) => (each as Shape).Event.System.EventID["#text"]);

interface Shape {
  readonly Event: {
    readonly System: { readonly EventID: { readonly "#text": string } };
    readonly EventData: Readonly<Record<string, unknown>>;
  };
}

describe("layouts", () => {
  test.each([
    ["one event", event(1), ["1"]],
    ["a list", `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>${event(1)}${event(2)}</Events>`, ["1", "2"]],
    ["one after the other", `${event(1)}\r\n${event(2)}\n`, ["1", "2"]],
    ["a byte order mark", `\ufeff${event(1)}`, ["1"]],
    ["something around", `<?xml version="1.0"?><Results><Item>x</Item>${event(1)}</Results>`, ["1"]],
  ])("%s", async (_name, text, ids) => {
    for (const cut of [Number.MAX_SAFE_INTEGER, 7]) {
      const { events, skipped } = await read(text, cut);
      expect([idsOf(events), skipped]).toEqual([ids, []]);
    }
  });

  test("UTF-16, as the Event Viewer exports it", async () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`<?xml version="1.0"?>${event(1)}`, "utf16le")]);
    expect(idsOf((await read(text)).events)).toEqual(["1"]);
  });
});

test("data by name, without a name, with entities and sections", async () => {
  const data = `<Data Name="A">a &lt;b&gt; &#x41;&amp;</Data><Data Name='B'/><Data>x</Data><Data><![CDATA[</Event>]]></Data><Binary>00FF</Binary>`;
  const { events } = await read(event(1, data));
  expect(events).toMatchObject([{ Event: { EventData: { A: "a <b> A&", B: "", Data: ["x", "</Event>"], Binary: "00FF" } } }]);
});

test("an event inside the user data ends no event", async () => {
  const text = `<Event><System><EventID a="">1</EventID></System><UserData><Event><X>1</X></Event></UserData></Event>${event(2)}`;
  expect(idsOf((await read(text)).events)).toEqual(["1", "2"]);
});

test("a broken event is counted with its line, and the next one is read", async () => {
  const { events, problems } = await read(`${event(1)}\n<Event><System></Oops></Event>\n${event(3)}`);
  expect(idsOf(events)).toEqual(["1", "3"]);
  expect(problems).toMatchObject([{ code: "T7032", location: { line: 2 } }]);
});

test("an input that ends in the middle is told", async () => {
  const { events, skipped } = await read(`${event(1)}<Event><System>`);
  expect([idsOf(events), skipped]).toEqual([["1"], ["T7032 Broken XML event ×1"]]);
});

test("each event knows its text and its place", async () => {
  const { events } = await read(`${event(1)}\n${event(2)}`);
  expect(events.map((each) => each[ORIGINAL])).toEqual([event(1), event(2)]);
  expect(events.map((each) => originOf(each)?.line)).toEqual([1, 2]);
});
