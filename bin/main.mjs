/** The command in a clone, on the pinned Node.js: `bin/tocsin` hands over to this. TypeScript runs from source; what was compiled is kept. */
import module from "node:module";
import { join } from "node:path";
import { handOver } from "../scripts/hand-over.mjs";
import { ensureReady, isReady, ROOT } from "../scripts/setup.mjs";

if (!isReady()) handOver(ensureReady(), process.argv.slice(1));
module.enableCompileCache(join(ROOT, "node_modules", ".cache", "tocsin"));
const { main } = await import("../src/cli/main.ts");
process.exitCode = await main(process.argv.slice(2));
