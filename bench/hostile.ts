import { writeFileSync } from "node:fs";
import { compileRules } from "../src/engine/compile-rules.ts";
import { createTimeReaders } from "../src/engine/time-readers.ts";
import { defaultFields } from "../src/event/schema.ts";
import { loadRules } from "../src/index.ts";
import { stagesOf } from "../src/plan/stages.ts";
import { createNearEvents } from "../scripts/soak/near-events.ts";
import { createRandom } from "../scripts/soak/random.ts";

const START = Date.UTC(2026, 0, 5, 8);

/** Writes events each of which nearly satisfies some of the rules: the worst that an index of rules can be given. */
export async function generateHostileEvents(count: number, path: string, rulesFolder: string, seed: number): Promise<void> {
  const { rules } = await loadRules([rulesFolder]);
  const { rules: compiled } = compileRules(rules, createTimeReaders(), { env: { fields: defaultFields() } });
  const predicates = compiled.flatMap(({ plan }) => stagesOf(plan.root).map(({ where }) => where));
  const next = createNearEvents(predicates, createRandom(seed));
  const lines = Array.from({ length: count }, (_, i) => {
    const stamped = { ecs: { version: "8.11.0" }, ...next(), "@timestamp": new Date(START + i * 50).toISOString() };
    return JSON.stringify(stamped);
  });
  writeFileSync(path, `${lines.join("\n")}\n`);
}
