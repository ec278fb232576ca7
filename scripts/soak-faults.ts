/**
 * `npm run soak:faults -- [--short] [--only NAME]`: what can go wrong around `tocsin serve`, done to it: malformed requests, thousands of
 * connections, a full disk, damaged files, a clock that leaps. Ends with 1 when something is lost, doubled, untold or shown.
 */
import { parseArgs } from "node:util";
import { clock } from "./soak/faults/clock.ts";
import { connections } from "./soak/faults/connections.ts";
import { damage } from "./soak/faults/damage.ts";
import { diskFull } from "./soak/faults/disk-full.ts";
import { malformed } from "./soak/faults/malformed.ts";
import { type Fault, inPlace } from "./soak/faults/place.ts";
import { killServerProcesses } from "./soak/server-process.ts";

const { values } = parseArgs({
  options: { short: { type: "boolean", default: false }, only: { type: "string" }, port: { type: "string", default: "9390" } },
});

const FAULTS: Readonly<Record<string, Fault>> = { malformed, connections, "disk-full": diskFull, damage, clock };

for (const [name, fault] of Object.entries(FAULTS)) {
  if (values.only !== undefined && values.only !== name) continue;
  const begun = performance.now();
  try {
    const result = await inPlace(Number(values.port), async (place) => await fault(place, values.short ? "short" : "long"));
    process.stdout.write(`${name}: ${result} (${Math.round((performance.now() - begun) / 1000)} s)\n`);
  } catch (error) {
    process.stdout.write(`FAULT: ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    killServerProcesses();
  }
}
