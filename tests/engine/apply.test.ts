import { describe, expect, test } from "vitest";
import type { Alert } from "../../src/alerts/alert.ts";
import type { EngineOptions } from "../../src/engine/contract.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { StateEntry } from "../../src/engine/state/journal.ts";
import type { EventDocument } from "../../src/event/origin.ts";
import type { Rule } from "../../src/rules/model.ts";
import { batch, type Drive, EVENTS, lines, live, rule, RULES, START } from "./state-fixture.ts";

/** Rules change while an engine runs; what does not change goes on as if nothing had happened. */
function whole(options: EngineOptions, drive: Drive): string[] {
  const engine = createEngine(options);
  return lines([...EVENTS.flatMap((event, i) => drive(engine, event, i)), ...engine.finish()]);
}

/** The same rule read again under another note: what it does is the same, the object is another. */
const reread = (rules: readonly Rule[], i: number): readonly Rule[] => {
  const copies = rules.map((each) => ({ ...each, params: { ...each.params } }));
  return i % 2 === 0 ? copies : copies.toReversed();
};

function changing(options: EngineOptions, drive: Drive, every: number, isSaved: boolean): { alerts: string[]; saved: StateEntry[] } {
  let engine = createEngine(options);
  const alerts: object[] = [];
  const saved: StateEntry[] = [];
  const save = (): void => void saved.push(...(JSON.parse(JSON.stringify(engine.changes())) as StateEntry[]));
  EVENTS.forEach((event, i) => {
    alerts.push(...drive(engine, event, i));
    if (i % every !== 0) return;
    if (isSaved && i % 2 === 0) save();
    expect(engine.apply({ rules: reread(options.rules, i) }).restarted).toEqual([]);
    if (!isSaved) return;
    save();
    engine = createEngine({ ...options, rules: reread(options.rules, i) });
    expect(engine.restore(saved)).toEqual([]);
  });
  return { alerts: lines([...alerts, ...engine.finish()]), saved };
}

const LIVE = { rules: RULES, lateness: "2m" };
const ids = (alerts: Iterable<Alert>): string[] => [...alerts].map((alert) => String(alert["kibana.alert.rule.uuid"]));

describe("rules that are read again go on with their state", () => {
  test.each([1, 3])("in a batch, every %i events", (every) => {
    expect(changing({ rules: RULES }, batch, every, false).alerts).toEqual(whole({ rules: RULES }, batch));
  });

  test.each([1, 3])("live, every %i events", (every) => {
    expect(changing(LIVE, live, every, false).alerts).toEqual(whole(LIVE, live));
  });

  test.each([1, 3])("live, saved and restored in between, every %i events", (every) => {
    expect(changing(LIVE, live, every, true).alerts).toEqual(whole(LIVE, live));
  });
});

describe("a rule that changes", () => {
  const before = rule("eql", 'sequence [any where event.action == "a"] [any where event.action == "b"]');
  const bystander = rule("eql", 'sequence by user.name [any where event.action == "a"] [any where event.action == "b"]');
  const after: Rule = { ...rule("eql", 'sequence [any where event.action == "a"] [any where event.action == "c"]'), id: before.id };
  const at = (action: string, seconds: number): EventDocument => ({
    "@timestamp": new Date(START + seconds * 1000).toISOString(),
    event: { action },
    user: { name: "ann" },
  });

  test("starts empty and says so, and the others lose nothing", () => {
    const engine = createEngine({ rules: [before, bystander], lateness: 0 });
    engine.push(at("a", 0));
    engine.advance(START + 1000);
    expect(engine.apply({ rules: [after, bystander] }).restarted).toEqual([before.id]);
    engine.push(at("c", 1));
    engine.push(at("b", 2));
    const alerts = [...engine.advance(START + 5000)].filter((alert) => alert["kibana.alert.building_block_type"] === undefined);
    expect(ids(alerts)).toEqual([bystander.id]);
    engine.push(at("a", 6));
    engine.push(at("c", 7));
    expect(ids(engine.advance(START + 9000))).toContain(after.id);
  });

  test("leaves nothing behind: neither held events nor saved state", () => {
    const engine = createEngine(LIVE);
    const saved: StateEntry[] = [];
    EVENTS.forEach((event, i) => {
      live(engine, event, i);
      if (i === 20) saved.push(...engine.changes());
    });
    engine.apply({ rules: [] });
    saved.push(...engine.changes());
    const next = createEngine({ ...LIVE, rules: [] });
    next.restore(saved);
    const left = new Set<string>();
    for (const { operator, key, state } of saved) {
      if (operator !== "event") continue;
      if (state === undefined) left.delete(key);
      else left.add(key);
    }
    expect([...left]).toEqual([]);
    expect(engine.stats().rules).toEqual([]);
  });

  test("an exception takes effect with the next event, and is gone with it", () => {
    const query = rule("query", "user.name:*");
    const engine = createEngine({ rules: [query, bystander], lateness: 0, exceptions: [] });
    expect(ids(engine.push(at("x", 0)))).toEqual([query.id]);
    const list = {
      list_id: "quiet",
      name: "quiet",
      type: "detection",
      description: "d",
      items: [
        {
          item_id: "ann",
          type: "simple",
          name: "ann",
          description: "d",
          entries: [{ field: "user.name", operator: "included", type: "match", value: "ann" }],
        },
      ],
    };
    const bound: Rule = {
      ...query,
      params: { ...query.params, exceptions_list: [{ id: "quiet", list_id: "quiet", type: "detection", namespace_type: "single" }] },
    };
    expect(engine.apply({ rules: [bound, bystander], exceptions: [list] }).restarted).toEqual([query.id]);
    expect(ids(engine.push(at("x", 1)))).toEqual([]);
    engine.apply({ rules: [query, bystander], exceptions: [] });
    expect(ids(engine.push(at("x", 2)))).toEqual([query.id]);
  });
});

test("a closed alert has nothing more suppressed into it, until it is opened again", () => {
  const grouped = rule(
    "query",
    "user.name:*",
    '[rule.alert_suppression]\ngroup_by = ["user.name"]\nmissing_fields_strategy = "suppress"\n[rule.alert_suppression.duration]\nvalue = 5\nunit = "h"',
  );
  const engine = createEngine({ rules: [grouped], lateness: 0 });
  const push = (minute: number): readonly Alert[] =>
    engine.push({ "@timestamp": new Date(START + minute * 60_000).toISOString(), user: { name: "ann" }, n: minute });
  const [alert = {}] = push(0);
  expect(push(10)).toEqual([]);
  engine.apply({ alertStatus: [{ alert, status: "closed" }] });
  expect(push(20)).toHaveLength(1);
  expect(push(30)).toEqual([]);
});
