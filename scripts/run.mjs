/**
 * `node scripts/run.mjs TOOL|FILE [ARGUMENT…]`: runs a program of `node_modules` or a file of this clone with the pinned Node.js, after
 * setting the clone up if that is needed. Every npm script goes through here, so each works as the first command in a fresh clone.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { handOver } from "./hand-over.mjs";
import { ensureReady, ROOT } from "./setup.mjs";

/** Packages whose program has another name. */
const PACKAGE_OF = { biome: "@biomejs/biome", tsc: "typescript" };

const [what = "", ...args] = process.argv.slice(2);
const node = ensureReady();
handOver(node, [what.includes("/") ? join(ROOT, what) : programOf(what), ...args]);

function programOf(tool) {
  const folder = join(ROOT, "node_modules", PACKAGE_OF[tool] ?? tool);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[tool]);
}
