/** Loaded before a measured program (`--import`): writes the most memory it ever held, in bytes, to the file named by BENCH_MEMORY. */
import { writeFileSync } from "node:fs";

process.on("exit", () => writeFileSync(process.env.BENCH_MEMORY, String(process.resourceUsage().maxRSS * 1024)));
