import { writeFileSync } from "node:fs";
import { createNearEvents } from "../scripts/soak/near-events.ts";
import { createRandom } from "../scripts/soak/random.ts";
import { predicatesOf } from "./predicates.ts";

const START = Date.UTC(2026, 0, 5, 8);

/** Writes events each of which nearly satisfies some of the rules: the worst that an index of rules can be given. */
export async function generateHostileEvents(count: number, path: string, rulesFolder: string, seed: number): Promise<void> {
  const next = createNearEvents(await predicatesOf(rulesFolder), createRandom(seed));
  const lines = Array.from({ length: count }, (_, i) => {
    const stamped = { ecs: { version: "8.11.0" }, ...next(), "@timestamp": new Date(START + i * 50).toISOString() };
    return JSON.stringify(stamped);
  });
  writeFileSync(path, `${lines.join("\n")}\n`);
}
