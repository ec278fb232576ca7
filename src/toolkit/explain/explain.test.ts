import { describe, expect, test } from "vitest";
import { ruleWith } from "../../../tests/support/rule-text.ts";
import type { JsonObject } from "../../event/json.ts";
import { parseTime } from "../../event/time.ts";
import type { ExceptionList } from "../../rules/exceptions/model.ts";
import { explain } from "./explain.ts";
import type { Verdict } from "./verdict.ts";

const AT = "2024-05-01T10:00:00Z";
const event = (fields: JsonObject): JsonObject => ({ "@timestamp": AT, ...fields });
const kuery = (query: string, keys: Readonly<Record<string, unknown>> = {}) =>
  ruleWith({ type: "query", language: "kuery", query, ...keys });
const eql = (query: string, keys: Readonly<Record<string, unknown>> = {}) => ruleWith({ type: "eql", language: "eql", query, ...keys });

/** Every clause of a document's first stage by its text. */
function clauses(verdict: Verdict | undefined): readonly Verdict[] {
  return verdict ? [verdict, ...verdict.children.flatMap(clauses)] : [];
}
const clauseOf = (explanation: ReturnType<typeof explain>, text: string): Verdict | undefined =>
  clauses(explanation.documents[0]?.stages[0]?.verdict).find((each) => each.text === text);

describe("clauses", () => {
  test("say whether they hold, what is wanted of them, and what they saw", () => {
    const explanation = explain(eql('process where user.id == "0" and not process.name in ("a", "b")'), [
      event({ event: { category: "process" }, user: { id: "33" }, process: { name: ["a", "c"] } }),
    ]);
    expect(explanation.matched).toBe(false);
    expect(explanation.documents[0]).toMatchObject({ matched: false, failing: 2, indexAccepted: true, time: parseTime(AT) });
    expect(clauseOf(explanation, 'user.id == "0"')).toMatchObject({
      matched: false,
      wanted: true,
      seen: [{ field: "user.id", values: ["33"] }],
    });
    expect(clauseOf(explanation, 'process.name in ("a", "b")')).toMatchObject({
      matched: true,
      wanted: false,
      listed: 2,
      seen: [{ values: ["a", "c"] }],
    });
  });

  test("name their field where the query leaves it out", () => {
    const { documents } = explain(kuery("user.name:(root or admin*)"), [event({ "user.name": "x" })]);
    expect(clauses(documents[0]?.stages[0]?.verdict).map(({ text }) => text)).toEqual([
      "root or admin*",
      "user.name: root",
      "user.name: admin*",
    ]);
  });

  test.each<[name: string, query: string, fields: JsonObject, note: string | undefined]>([
    ["a field that is nearly there", "process.name:x", { proces: { name: "x" } }, "the event has `proces.name`, not `process.name`"],
    ["a field in another case", "process.name:x", { "Process.Name": "x" }, "the event has `Process.Name`, not `process.name`"],
    ["a known field is no misspelling", "host.id:x", { "host.ip": "x", "host.idx": "x" }, "the event has `host.idx`, not `host.id`"],
    ["a field that is just not there", "process.name:x", { "host.name": "x" }, undefined],
    ["upper and lower case", "process.name:cmd.exe", { "process.name": "CMD.EXE" }, "it would hold if upper and lower case were the same"],
    ["a text that is no address", "source.ip:10.0.0.1", { "source.ip": "localhost" }, '"localhost" cannot be read as ip'],
    ["a text that is no number", "process.pid:1", { "process.pid": "one" }, '"one" cannot be read as long'],
    ["a value that is not indexed", "process.command_line:x", { "process.command_line": "x".repeat(1) }, undefined],
    [
      "a value too long to be indexed",
      "user.name:x*",
      { "user.name": "x".repeat(1025) },
      "the value of 1025 characters is longer than the 1024 that are indexed",
    ],
  ])("note %s", (_, query, fields, note) => {
    const { documents } = explain(kuery(query), [event(fields)]);
    expect(documents[0]?.stages[0]?.verdict.notes).toEqual(note === undefined ? undefined : [note]);
  });

  test("have no notes where they are not wanted to hold", () => {
    const { documents } = explain(kuery("not process.name:CMD.EXE"), [event({ "process.name": "cmd.exe" })]);
    expect(clauses(documents[0]?.stages[0]?.verdict).flatMap(({ notes }) => notes ?? [])).toEqual([]);
  });
});

describe("events that the rule never sees, or that come to nothing", () => {
  test("an index that no pattern takes", () => {
    const { matched, documents, index } = explain(kuery("*:*", { index: ["logs-a-*"] }), [
      event({ _index: "logs-b-1" }),
      event({ _index: "logs-a-1" }),
    ]);
    expect(index).toEqual(["logs-a-*"]);
    expect(matched).toBe(true);
    expect(documents.map((d) => [d.indexAccepted, d.matched])).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(explain(kuery("*:*", { index: ["logs-a-*"] }), [event({})], { index: "other" }).matched).toBe(false);
  });

  test("an exception, with its clauses", () => {
    const rule = kuery("user.name:*");
    const lists: readonly ExceptionList[] = [
      {
        id: "build",
        name: "Build hosts",
        type: "detection",
        ruleIds: [rule.id],
        items: [
          {
            id: "ci",
            name: "CI",
            osTypes: [],
            entries: [{ type: "match_any", field: "host.name", operator: "included", value: ["ci1", "ci2"] }],
          },
        ],
      },
    ];
    const { matched, documents, matches } = explain(rule, [event({ "user.name": "a", "host.name": "ci2" })], { exceptions: lists });
    expect([matched, matches]).toEqual([false, []]);
    expect(documents[0]).toMatchObject({
      matched: true,
      exception: { id: "ci", name: "CI", list: "build", verdict: { matched: true, seen: [{ field: "host.name", values: ["ci2"] }] } },
    });
  });

  test("an exception takes events out of a sequence too", () => {
    const rule = eql('sequence [any where user.name == "a"] [any where user.name == "b"]');
    const lists: readonly ExceptionList[] = [
      {
        id: "l",
        name: "L",
        type: "detection",
        ruleIds: [rule.id],
        items: [{ id: "i", name: "I", osTypes: [], entries: [{ type: "match", field: "host.name", operator: "included", value: "x" }] }],
      },
    ];
    const events = [event({ "user.name": "a", "host.name": "x" }), event({ "user.name": "b", "@timestamp": "2024-05-01T10:00:01Z" })];
    expect(explain(rule, events).matched).toBe(true);
    const { matched, documents, sequence } = explain(rule, events, { exceptions: lists });
    expect(matched).toBe(false);
    expect(documents[0]?.exception?.name).toBe("I");
    expect(sequence?.reached).toBe(0);
  });

  test("suppression: the alert and what was counted into it", () => {
    const rule = kuery("user.name:*", { alert_suppression: { group_by: ["host.name"] } });
    const { matches } = explain(
      rule,
      ["a", "a", "b"].map((host, i) => event({ "@timestamp": `2024-05-01T10:00:0${i + 1}Z`, "user.name": "u", "host.name": host })),
    );
    const [first, ...others] = [...matches].sort((a, b) => (a.events[0] ?? 0) - (b.events[0] ?? 0));
    expect(first).toMatchObject({
      fate: "alerted",
      events: [0],
      suppression: { docsCount: 1, terms: [{ field: "host.name", value: "a" }] },
    });
    expect(others.map(({ fate, events, suppression }) => [fate, events, suppression?.instance === first?.suppression?.instance])).toEqual([
      ["suppressed", [1], true],
      ["alerted", [2], false],
    ]);
  });

  test("more matches than a slot may have", () => {
    const { matches } = explain(kuery("*:*"), [event({ a: 1 }), event({ a: 2 })], { maxSignals: 1 });
    expect(matches.map(({ fate }) => fate).sort()).toEqual(["alerted", "capped"]);
  });

  test("a rule with a fault, and one that is not run", () => {
    const faulty = explain(eql("process where"), [event({})]);
    expect(faulty).toMatchObject({ matched: false, events: 1, documents: [] });
    expect(faulty.problems.map(({ severity }) => severity)).toContain("error");
    const pipes = explain(eql("any where true | head 1"), [event({})]);
    expect(pipes.unsupported).toContain("pipes");
  });
});

describe("a limit", () => {
  const rule = kuery("user.name:a and host.name:b");
  const many = [
    ...Array.from({ length: 20 }, () => event({ "user.name": "a" })),
    ...Array.from({ length: 5 }, () => event({ "user.name": "x" })),
    event({ "user.name": "a", "host.name": "b" }),
    event({ "host.name": "b" }),
  ];

  test("shows what matches and one of each kind of miss, and counts the others", () => {
    const { events, documents, matches } = explain(rule, many, { limit: 6 });
    expect(events).toBe(27);
    expect(documents.map(({ number, matched, failing, alike }) => [number, matched, failing, alike])).toEqual([
      [0, false, 1, 19],
      [20, false, 2, 4],
      [25, true, 0, undefined],
      [26, false, 1, 0],
    ]);
    expect(matches).toHaveLength(1);
  });

  test("is no limit where there are fewer", () => expect(explain(rule, many, { limit: 27 }).documents).toHaveLength(27));

  test("an event that no index takes is one kind, and the last", () => {
    const { documents } = explain(
      kuery("user.name:a", { index: ["x-*"] }),
      [1, 2, 3].map((n) => event({ _index: `y-${n}`, "user.name": "a" })).concat(event({ _index: "x-1" })),
      { limit: 2 },
    );
    expect(documents.map(({ number, alike }) => [number, alike])).toEqual([
      [0, 2],
      [3, 0],
    ]);
  });
});
