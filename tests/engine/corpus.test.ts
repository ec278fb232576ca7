import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Alert } from "../../src/alerts/alert.ts";
import { isError } from "../../src/diagnostics/index.ts";
import { createEngine } from "../../src/engine/engine.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/event/json.ts";
import type { EventDocument } from "../../src/event/origin.ts";
import { loadRules } from "../../src/rules/load.ts";
import type { Rule } from "../../src/rules/model.ts";
import { sharedPath } from "../support/shared.ts";

const corpus = sharedPath("corpus/detection-rules");
const truth = sharedPath("datasets/ecs-truth");

/** Why rules that load and are checked are not run. */
const NOT_YET = ["COMPLETION in ES|QL, which asks an inference service about each row"];
/** Two deprecated rules have a pipe, which limits the results of a single search. */
const PIPES = "EQL pipes in rules (head, tail)";

/** The public rule that the drill is about. */
const PID_FILE = "execution_process_started_from_process_id_file.toml";

describe.skipIf(corpus === undefined || truth === undefined)("the public rules over real ECS documents", () => {
  let rules: readonly Rule[] = [];
  let documents: readonly EventDocument[] = [];

  beforeAll(async () => {
    rules = (await loadRules([join(corpus ?? "", "rules"), join(corpus ?? "", "rules_building_block")])).rules;
    documents = ecsDocuments(truth ?? "");
  });

  test("there is something to run", () => {
    expect(rules.length).toBeGreaterThan(1_800);
    expect(documents.length).toBeGreaterThan(40);
  });

  test.each([
    { which: "active", states: ["active"], lateness: "batch", notRun: NOT_YET },
    { which: "all", states: ["active", "deprecated", "development", "disabled"], lateness: "batch", notRun: [...NOT_YET, PIPES] },
    { which: "active, live", states: ["active"], lateness: "60s", notRun: NOT_YET },
  ])("$which: each is run or accounted for, and each match has its fate", ({ states, lateness, notRun }) => {
    const chosen = rules.filter(({ state }) => states.includes(state));
    const { engine, alerts } = run(chosen, documents, lateness);
    const { rules: ran, events } = engine.stats();
    const faulty = new Set(engine.problems.filter(isError).map(({ location }) => location?.file));
    expect(faulty).toEqual(new Set());
    expect(ran.length + engine.unsupported.length).toBe(chosen.length);
    expect([...new Set(engine.unsupported.map(({ reason }) => reason))].sort()).toEqual(notRun);
    expect(engine.unsupported.filter(({ reason }) => reason === PIPES)).toHaveLength(notRun.includes(PIPES) ? 2 : 0);
    expect(events).toBe(documents.length);
    for (const { rule_id, matches, fates } of ran)
      expect(
        Object.values(fates).reduce((a, b) => a + b, 0),
        rule_id,
      ).toBe(matches);
    const given = ran.reduce((sum, { fates }) => sum + fates.alerted + fates.building_block, 0);
    expect(alerts.filter((alert) => alert["kibana.alert.group.index"] === undefined)).toHaveLength(given);
    expect(given).toBeGreaterThan(0);
  });

  test("a rule for processes started from PID files rings on a Defend event turned into one", () => {
    const event = JSON.parse(readFileSync(join(truth ?? "", "elastic-defend", "endpoint.process.json"), "utf8")) as JsonObject;
    const turned = {
      ...event,
      event: { ...(event["event"] as JsonObject), type: ["start"], action: ["exec"], category: ["process"] },
      host: { ...(event["host"] as JsonObject), os: { type: "linux" } },
      user: { id: "0", name: "root" },
      process: { ...(event["process"] as JsonObject), executable: "/var/run/crond.pid", name: "crond.pid" },
    };
    const active = rules.filter(({ state }) => state === "active");
    const wanted = active.find(({ source }) => source.name.endsWith(PID_FILE));
    const ringing = (document: EventDocument): boolean =>
      run(active, [document], "batch").alerts.some((alert) => alert["kibana.alert.rule.uuid"] === wanted?.id);
    expect(wanted).toBeDefined();
    expect([ringing(event), ringing(turned)]).toEqual([false, true]);
  });
});

function run(rules: readonly Rule[], events: readonly EventDocument[], lateness: string) {
  const engine = createEngine({ rules, lateness });
  const alerts: Alert[] = [];
  for (const event of events) alerts.push(...engine.push(event));
  alerts.push(...engine.finish());
  return { engine, alerts };
}

/** Every document below a folder that has `@timestamp` and one other ECS object, however the file wraps it. */
function ecsDocuments(folder: string): readonly EventDocument[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return names.sort().flatMap((name) => documentsIn(JSON.parse(readFileSync(join(folder, name), "utf8")) as Json));
}

function documentsIn(value: Json): readonly EventDocument[] {
  if (Array.isArray(value)) return value.flatMap(documentsIn);
  if (!isJsonObject(value)) return [];
  if (value["@timestamp"] !== undefined && (isJsonObject(value["event"]) || isJsonObject(value["ecs"]))) return [value];
  return Object.values(value).flatMap(documentsIn);
}
