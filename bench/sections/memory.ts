import { join } from "node:path";
import { type Bench, megabytes, type Row, scanArgs } from "../bench.ts";
import { generateLines } from "../generate.ts";
import { runFed } from "../measure.ts";

const GIGABYTES: readonly number[] = [0.1, 1, 5];

/** The most memory that a scan of a pipe takes, by how much goes through it: every event is made for it, nothing is written to disk first. */
export async function memory(bench: Bench): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of bench.quick ? GIGABYTES.slice(0, 1) : GIGABYTES) {
    const lines = generateLines(bench.seed, size * 1e9);
    const run = await runFed(bench.folder, join(import.meta.dirname, "..", "..", "bin", "main.mjs"), scanArgs(bench, "-"), lines);
    rows.push({ what: `most memory, ${size} GB through a pipe, MB`, clock: megabytes(run), aim: "≤ 400" });
  }
  return rows;
}
