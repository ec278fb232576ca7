/** The command in a clone, on the pinned Node.js: `bin/tocsin` hands over to this. TypeScript runs from source; what was compiled is kept. */
import module from "node:module";
import { join } from "node:path";
import v8 from "node:v8";
import { handOver } from "../scripts/hand-over.mjs";
import { resolveSourcesByName } from "../scripts/resolve-sources.mjs";
import { ensureReady, isReady, ROOT } from "../scripts/setup.mjs";

if (!isReady()) handOver(ensureReady(), process.argv.slice(1));
// Memory stays flat on input of any size: the heap may grow by a quarter over what lives, not to several times of it.
v8.setFlagsFromString("--heap-growing-percent=25");
v8.setFlagsFromString("--max-semi-space-size=8");
module.enableCompileCache(join(ROOT, "node_modules", ".cache", "tocsin"));
resolveSourcesByName();
const { main } = await import("../src/cli/main.ts");
process.exitCode = await main(process.argv.slice(2));
