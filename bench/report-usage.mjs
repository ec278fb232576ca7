/** Loaded before a measured program (`--import`): writes what it took, memory in bytes and processor seconds, to the file named by BENCH_USAGE. */
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(process.env.BENCH_USAGE, JSON.stringify({ memory: maxRSS * 1024, processor: (userCPUTime + systemCPUTime) / 1e6 }));
});
