import { describe, expect, test } from "vitest";
import type { EngineOptions } from "../../src/engine/contract.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { StateEntry } from "../../src/engine/state/journal.ts";
import type { EventDocument } from "../../src/event/origin.ts";
import type { Rule } from "../../src/rules/model.ts";
import { batch, type Drive, EVENTS, lines, live, rule, RULES, START } from "./state-fixture.ts";

/** An engine that is stopped after every event and goes on in a new one from its saved state gives the same alerts. */
function whole(options: EngineOptions, drive: Drive): string[] {
  const engine = createEngine(options);
  return lines([...EVENTS.flatMap((event, i) => drive(engine, event, i)), ...engine.finish()]);
}

function interrupted(options: EngineOptions, drive: Drive, every: number): string[] {
  const saved: StateEntry[] = [];
  const alerts: object[] = [];
  let engine = createEngine(options);
  EVENTS.forEach((event, i) => {
    alerts.push(...drive(engine, event, i));
    if (i % every !== 0) return;
    // As a store would keep it: text, never the objects themselves.
    saved.push(...(JSON.parse(JSON.stringify(engine.changes())) as StateEntry[]));
    engine = createEngine(options);
    expect(engine.restore(saved)).toEqual([]);
  });
  return lines([...alerts, ...engine.finish()]);
}

describe("state survives a stop", () => {
  test.each([1, 2, 7])("in a batch, stopped every %i events", (every) => {
    const expected = whole({ rules: RULES }, batch);
    expect([...new Set(expected.map((line) => (JSON.parse(line) as Record<string, string>)["kibana.alert.rule.name"]))].sort()).toEqual(
      RULES.map((r) => r.name).sort(),
    );
    expect(interrupted({ rules: RULES }, batch, every)).toEqual(expected);
  });

  test.each([1, 2, 7])("live, stopped every %i events", (every) => {
    const options = { rules: RULES, lateness: "2m" };
    expect(interrupted(options, live, every)).toEqual(whole(options, live));
  });

  const recalled = [1, 2, 7].flatMap((every) => [
    { every, maxWaiting: undefined },
    { every, maxWaiting: 6 },
  ]);
  test.each(recalled)(
    "live, where events can be had again, stopped every $every events, with bound $maxWaiting",
    ({ every, maxWaiting }) => {
      const events = EVENTS.map((event, i): EventDocument => ({ ...event, _id: `e${i}`, _index: "logs-x-y" }));
      const options: EngineOptions = { rules: RULES, lateness: "2m", recall: (offset) => events[offset], maxWaiting };
      const clock = (i: number): number => START + i * 30_000;
      const saved: StateEntry[] = [];
      const alerts: object[] = [];
      let engine = createEngine(options);
      events.forEach((event, i) => {
        alerts.push(...live(engine, event, i));
        if (i % every !== 0) return;
        const changes = JSON.parse(JSON.stringify(engine.changes())) as StateEntry[];
        const held = changes.filter(({ operator, state }) => operator === "event" && state !== undefined) as {
          state?: Record<string, unknown>;
        }[];
        // Documents of events are not saved; those of alerts that rules read are.
        expect(held.filter(({ state }) => state?.["document"] !== null && state?.["origin"] !== null)).toEqual([]);
        saved.push(...changes);
        const from = engine.waitingFrom();
        engine = createEngine(options);
        expect(engine.restore(saved)).toEqual([]);
        for (let n = from ?? i + 1; n <= i; n++) engine.recollect(events[n] as EventDocument, n === 0 ? Number.NaN : clock(n - 1));
      });
      const uninterrupted = createEngine({ rules: RULES, lateness: "2m", maxWaiting });
      const expected = [...events.flatMap((event, i) => live(uninterrupted, event, i)), ...uninterrupted.finish()];
      expect(uninterrupted.stats().limits["waiting_hits"] !== undefined).toBe(maxWaiting !== undefined);
      expect(lines([...alerts, ...engine.finish()])).toEqual(lines(expected));
    },
  );

  test("changes are only what changed", () => {
    const engine = createEngine({ rules: RULES });
    for (const event of EVENTS.slice(0, 20)) engine.push(event);
    expect(engine.changes().length).toBeGreaterThan(40);
    expect(engine.changes().filter((entry) => entry.operator !== "clock")).toEqual([]);
    engine.push(EVENTS[20] as EventDocument);
    const changed = engine.changes();
    expect(changed.length).toBeGreaterThan(1);
    expect(changed.length).toBeLessThan(20);
  });

  test("a rule whose plan changed starts empty and says so", () => {
    const [first, second] = [
      rule("eql", "sequence [any where true] [any where true]"),
      rule("eql", 'sequence [any where true] [any where event.action == "b"]'),
    ];
    const other: Rule = { ...second, id: first.id };
    const engine = createEngine({ rules: [first] });
    engine.push(EVENTS[0] as EventDocument);
    const next = createEngine({ rules: [other] });
    expect(next.restore(engine.changes())).toEqual([first.id]);
    expect([...next.finish()]).toEqual([]);
  });
});
