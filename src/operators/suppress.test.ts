import { describe, expect, test } from "vitest";
import type { FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import type { SuppressOp } from "../plan/rule-plan.ts";
import { SuppressOperator } from "./suppress.ts";
import type { SuppressCandidate, SuppressDecision, SuppressOptions } from "./suppress-types.ts";

const keyword = (name: string): FieldType => ({ name, path: name, kind: "keyword" });
const BY_HOST: SuppressOp = { fields: [keyword("host.name")], values: "whole", missing: "suppress" };

const candidate = (
  ref: string,
  slot: number,
  document: JsonObject,
  rest: Partial<SuppressCandidate<string>> = {},
): SuppressCandidate<string> => ({
  ref,
  slot,
  time: slot,
  document,
  ...rest,
});
const host = (ref: string, slot: number, name: string, rest: Partial<SuppressCandidate<string>> = {}): SuppressCandidate<string> =>
  candidate(ref, slot, { host: { name } }, rest);

/** `a*2` is an alert of `a` that counts two more; the values of its terms stand behind it. */
function show(decision: SuppressDecision<string>): string {
  if (decision.kind !== "alert") return `${decision.kind} ${decision.ref}`;
  const { suppression } = decision;
  if (!suppression) return decision.ref;
  return `${decision.ref}*${suppression.docsCount} ${JSON.stringify(suppression.terms.map((term) => term.value))}`;
}

const create = (op: Partial<SuppressOp> = {}, options: Partial<SuppressOptions<string>> = {}): SuppressOperator<string> =>
  new SuppressOperator({ ...BY_HOST, ...op }, { ruleId: "r", emit: "final", ...options });

const run = (operator: SuppressOperator<string>, candidates: readonly SuppressCandidate<string>[]): string[] =>
  [...candidates.flatMap((item) => operator.push(item)), ...operator.finish()].map(show);

interface Case {
  readonly name: string;
  readonly op?: Partial<SuppressOp>;
  readonly options?: Partial<SuppressOptions<string>>;
  readonly candidates: readonly SuppressCandidate<string>[];
  readonly decisions: readonly string[];
}

const list = (ref: string, values: readonly string[]): SuppressCandidate<string> => candidate(ref, 10, { host: { name: [...values] } });

const CASES: readonly Case[] = [
  {
    name: "without a duration only candidates of one slot become one",
    candidates: [host("a", 10, "x"), host("b", 10, "x"), host("c", 10, "y"), host("d", 20, "x")],
    decisions: ["suppressed b", 'a*1 [["x"]]', 'c*0 [["y"]]', 'd*0 [["x"]]'],
  },
  {
    name: "with a duration the window is anchored at the first alert and does not slide; its end is included",
    op: { duration: 20 },
    candidates: [host("a", 10, "x"), host("b", 20, "x"), host("c", 30, "x"), host("d", 40, "x"), host("e", 50, "x")],
    decisions: ["suppressed b", "suppressed c", 'a*2 [["x"]]', "suppressed e", 'd*1 [["x"]]'],
  },
  {
    name: "in memory a list is one value, sorted; in part equal lists are different groups",
    candidates: [list("a", ["p", "q"]), list("b", ["q", "p"]), list("c", ["p"])],
    decisions: ["suppressed b", 'a*1 [["p","q"]]', 'c*0 [["p"]]'],
  },
  {
    name: "in query rules a list puts a document into a group for each value",
    op: { values: "each" },
    candidates: [list("a", ["p", "q"]), list("b", ["q", "p"]), list("c", ["p"])],
    decisions: ["suppressed b", "suppressed b", "suppressed c", 'a*2 ["p"]', 'a*1 ["q"]'],
  },
  {
    name: "in a sequence's shell a value and a list of it are told apart, an empty list and a missing field too",
    op: { values: "source" },
    candidates: [
      host("a", 10, "p"),
      list("b", ["p"]),
      list("c", []),
      candidate("d", 10, {}),
      candidate("e", 10, { "host.name": "p" }),
      candidate("f", 10, { host: { name: null } }),
    ],
    decisions: ["suppressed e", "suppressed f", 'a*1 ["p"]', 'b*0 [["p"]]', "c*0 [[]]", "d*1 [null]"],
  },
  {
    name: "documents without the field are a group of their own",
    candidates: [candidate("a", 10, {}), host("b", 10, "x"), candidate("c", 10, { host: {} })],
    decisions: ["suppressed c", "a*1 [null]", 'b*0 [["x"]]'],
  },
  {
    name: "or ordinary alerts",
    op: { missing: "doNotSuppress", fields: [keyword("host.name"), keyword("user.name")] },
    candidates: [host("a", 10, "x"), host("b", 10, "x"), candidate("c", 10, { host: { name: "x" }, user: { name: "u" } })],
    decisions: ["a", "b", 'c*0 [["x"],["u"]]'],
  },
  {
    name: "likewise in query rules",
    op: { missing: "doNotSuppress", values: "each" },
    candidates: [candidate("a", 10, {}), candidate("b", 10, {}), host("c", 10, "x")],
    decisions: ["a", "b", 'c*0 ["x"]'],
  },
  {
    name: "the earliest by start stands for the group, whenever it comes within the slot",
    candidates: [
      host("a", 10, "x", { start: 8, end: 9 }),
      host("b", 10, "x", { start: 3, end: 4 }),
      host("c", 10, "x", { start: 5, end: 10 }),
    ],
    decisions: ["suppressed a", "suppressed c", 'b*2 [["x"]]'],
  },
  {
    name: "a candidate brings its own count",
    op: { duration: 100 },
    candidates: [host("a", 10, "x", { count: 3 }), host("b", 20, "x", { count: 2 })],
    decisions: ["suppressed b", 'a*6 [["x"]]'],
  },
  {
    name: "no fields: all alerts are one group",
    op: { fields: [], duration: 100, values: "source" },
    candidates: [host("a", 10, "x"), host("b", 20, "y")],
    decisions: ["suppressed b", "a*1 []"],
  },
  {
    name: "what an earlier slot counted is not counted again",
    op: { duration: 100 },
    candidates: [
      host("a", 10, "x"),
      host("b", 20, "x", { time: 15 }),
      host("b", 30, "x", { time: 15 }),
      host("c", 30, "x", { time: 25 }),
      host("d", 30, "x", { time: 15 }),
    ],
    decisions: ["suppressed b", "duplicate b", "suppressed c", "duplicate d", 'a*2 [["x"]]'],
  },
  {
    name: "without a duration neither, as far as windows reach back",
    options: { lookback: 10 },
    candidates: [
      host("a", 10, "x"),
      host("b", 10, "x"),
      host("b", 20, "x", { time: 10 }),
      host("c", 20, "x"),
      host("b", 40, "x", { time: 10 }),
    ],
    decisions: ["suppressed b", "duplicate b", 'a*1 [["x"]]', 'c*0 [["x"]]', 'b*0 [["x"]]'],
  },
  {
    name: "a slot has so many alerts; a capped one opens no group",
    op: { duration: 100 },
    options: { maxAlerts: 2 },
    candidates: [host("a", 10, "x"), host("b", 10, "y"), host("c", 10, "z"), host("d", 10, "x"), host("e", 20, "z")],
    decisions: ["capped c", "suppressed d", 'a*1 [["x"]]', 'b*0 [["y"]]', 'e*0 [["z"]]'],
  },
  {
    name: "ordinary alerts count too",
    op: { missing: "doNotSuppress" },
    options: { maxAlerts: 1 },
    candidates: [candidate("a", 10, {}), host("b", 10, "x"), candidate("c", 20, {})],
    decisions: ["a", "capped b", "c"],
  },
  {
    name: "a slot has so many candidates",
    options: { maxCandidates: 2 },
    candidates: [host("a", 10, "x"), host("b", 10, "x"), host("c", 10, "x"), host("d", 20, "x")],
    decisions: ["suppressed b", "capped c", 'a*1 [["x"]]', 'd*0 [["x"]]'],
  },
  {
    name: "without a readable time: an alert of its own",
    candidates: [host("a", 10, "x"), host("b", Number.NaN, "x"), host("c", 10, "x")],
    decisions: ["b", "suppressed c", 'a*1 [["x"]]'],
  },
  {
    name: "past the limit the stalest alert is given early",
    op: { duration: 1000 },
    options: { limits: { instances: 2 } },
    candidates: [host("a", 10, "x"), host("b", 20, "y"), host("c", 30, "z"), host("d", 40, "x")],
    decisions: ['a*0 [["x"]]', 'b*0 [["y"]]', 'c*0 [["z"]]', 'd*0 [["x"]]'],
  },
];

describe("suppression", () => {
  test.each(CASES)("$name", ({ op, options, candidates, decisions }) => {
    expect(run(create(op, options), candidates)).toEqual(decisions);
  });

  test("tells start, end and when it was last detected", () => {
    const operator = create({ duration: 100 });
    operator.push(host("a", 10, "x", { time: 7 }));
    operator.push(host("b", 10, "x", { time: 9 }));
    operator.push(host("c", 30, "x", { time: 25 }));
    expect(operator.finish()).toEqual([
      {
        kind: "alert",
        ref: "a",
        suppression: {
          instance: expect.stringMatching(/^[0-9a-f]{64}$/),
          terms: [{ field: "host.name", value: ["x"] }],
          slot: 10,
          start: 7,
          end: 25,
          docsCount: 2,
          lastDetected: 30,
        },
      },
    ]);
  });

  test("terms are in the kind of their field", () => {
    const fields: FieldType[] = [
      { name: "p", path: "p", kind: "long" },
      { name: "t", path: "t", kind: "date" },
      { name: "i", path: "i", kind: "ip" },
      { name: "k", path: "k", kind: "keyword", normalizer: "lowercase" },
      { name: "b", path: "b", kind: "boolean" },
    ];
    const document = { p: ["7", 3], t: 1000, i: "::ffff:10.0.0.1", k: "AbC", b: "true" };
    const termsOf = (values: SuppressOp["values"]): unknown => {
      const operator = create({ fields, values });
      operator.push(candidate("a", 10, document));
      return operator.finish().map((d) => (d.kind === "alert" ? d.suppression?.terms.map((term) => term.value) : d));
    };
    expect(termsOf("whole")).toEqual([[[3, 7], ["1970-01-01T00:00:01.000Z"], ["10.0.0.1"], ["abc"], [true]]]);
    expect(termsOf("each")).toEqual([
      [3, 1000, "10.0.0.1", "abc", true],
      [7, 1000, "10.0.0.1", "abc", true],
    ]);
    expect(termsOf("source")).toEqual([[[3, "7"], 1000, "::ffff:10.0.0.1", "AbC", "true"]]);
  });

  test("an instance is of one rule, space and value", () => {
    const instanceOf = (options: Partial<SuppressOptions<string>>, name: string): unknown => {
      const operator = create({}, options);
      operator.push(host("a", 10, name));
      const [decision] = operator.finish();
      return decision?.kind === "alert" ? decision.suppression?.instance : undefined;
    };
    const all = [instanceOf({}, "x"), instanceOf({}, "y"), instanceOf({ ruleId: "s" }, "x"), instanceOf({ space: "z" }, "x")];
    expect(new Set(all).size).toBe(4);
    expect(instanceOf({ space: "default" }, "x")).toBe(all[0]);
  });

  test("a document of several groups is retained once for each beyond the first", () => {
    const retained: string[] = [];
    const operator = create({ values: "each" }, { retain: (ref) => retained.push(ref) });
    const decisions = run(operator, [list("a", ["p", "q", "r"]), list("b", ["p"])]);
    expect(retained).toEqual(["a", "a"]);
    expect(decisions).toHaveLength(4);
  });

  test("counts", () => {
    const operator = create({ duration: 50, missing: "doNotSuppress" }, { maxAlerts: 2, limits: { instances: 1 } });
    run(operator, [
      candidate("o", 10, {}),
      host("a", 10, "x"),
      host("b", 10, "x"),
      host("c", 10, "y"),
      host("d", 20, "y"),
      host("a", 20, "x"),
    ]);
    expect(operator.stats).toEqual({ alerts: 4, suppressed: 1, duplicates: 0, capped: 1, evicted: 2, tuplesCapped: 0 });
  });
});

describe("live suppression", () => {
  const live = (op: Partial<SuppressOp> = {}, options: Partial<SuppressOptions<string>> = {}): SuppressOperator<string> =>
    create(op, { emit: "first", ...options });
  const push = (operator: SuppressOperator<string>, item: SuppressCandidate<string>): string =>
    operator
      .push(item)
      .map((d) => (d.kind === "suppressed" ? `${d.kind} ${d.ref} ${d.suppression.docsCount}@${d.suppression.slot}` : show(d)))
      .join();

  test("gives the alert at once and then tells its new counts", () => {
    const operator = live({ duration: 30 });
    expect(push(operator, host("a", 10, "x"))).toBe('a*0 [["x"]]');
    expect(push(operator, host("b", 20, "x"))).toBe("suppressed b 1@10");
    expect(push(operator, host("c", 40, "x"))).toBe("suppressed c 2@10");
    expect(push(operator, host("d", 50, "x"))).toBe('d*0 [["x"]]');
    expect(operator.finish()).toEqual([]);
  });

  test("a late candidate finds the alert of its slot", () => {
    const operator = live();
    expect([host("a", 10, "x"), host("b", 20, "x"), host("c", 10, "x"), host("d", 20, "x")].map((c) => push(operator, c))).toEqual([
      'a*0 [["x"]]',
      'b*0 [["x"]]',
      "suppressed c 1@10",
      "suppressed d 1@20",
    ]);
    operator.closeSlots(20);
    expect(push(operator, host("e", 10, "x"))).toBe("suppressed e 2@10");
    operator.closeSlots(30);
    expect(push(operator, host("f", 20, "x"))).toBe('f*0 [["x"]]');
  });

  test("with a duration a late candidate goes into the alert that came first", () => {
    const operator = live({ duration: 20 });
    expect([host("a", 30, "x"), host("b", 20, "x"), host("c", 0, "x"), host("d", 20, "x")].map((c) => push(operator, c))).toEqual([
      'a*0 [["x"]]',
      "suppressed b 1@30",
      'c*0 [["x"]]',
      "suppressed d 1@0",
    ]);
  });

  test("a closed alert takes nothing more; an open one again does", () => {
    const operator = live({ duration: 100 });
    const [first] = operator.push(host("a", 10, "x"));
    const instance = (first?.kind === "alert" && first.suppression?.instance) || "";
    operator.close(instance);
    expect(push(operator, host("b", 20, "x"))).toBe('b*0 [["x"]]');
    operator.close(instance, 20);
    operator.reopen(instance, 10);
    expect(push(operator, host("c", 30, "x"))).toBe("suppressed c 1@10");
    operator.reopen(instance);
    expect(push(operator, host("d", 30, "x"))).toBe("suppressed d 1@20");
    operator.close("unknown");
  });

  test("alerts of one instance are bounded", () => {
    const operator = live({}, { limits: { alertsPerInstance: 2 } });
    for (const slot of [10, 20, 30]) operator.push(host("a", slot, "x"));
    expect(push(operator, host("b", 10, "x"))).toBe('b*0 [["x"]]');
    expect(operator.stats.evicted).toBe(2);
  });
});
