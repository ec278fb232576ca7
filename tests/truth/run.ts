import { sharedPath } from "../support/shared.ts";
import { measure, type Measurement } from "./measure.ts";
import { PAIR_SOURCES } from "./pairs.ts";

/** `npm run truth [-- NAME] [--all]`: how many of the fields that Elastic's own pipelines make of a raw record ours makes equally. */
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const folder = sharedPath("datasets/ecs-truth");
if (folder === undefined) {
  print("skipped: the shared truth data are absent");
} else {
  const sources = PAIR_SOURCES.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
  print(
    `${"integration".padEnd(28)} ${"pairs".padStart(6)} ${"equal".padStart(6)} ${"differ".padStart(7)} ${"missing".padStart(8)} ${"more".padStart(6)}       %`,
  );
  const measured = sources.map((source) => measure(source, folder));
  for (const each of measured) print(rowOf(each));
  for (const each of measured) printDifferences(each);
  process.exitCode = measured.some((each, i) => each.percent < (sources[i]?.atLeast ?? 0)) ? 1 : 0;
}

function rowOf({ name, pairs, equal, different, missing, extra, percent }: Measurement): string {
  const numbers = [[pairs.length, 6], [equal, 6], [different, 7], [missing, 8], [extra, 6]] as const; // biome-ignore format: columns
  return `${name.padEnd(28)} ${numbers.map(([value, width]) => String(value).padStart(width)).join(" ")} ${percent.toFixed(1).padStart(7)}`;
}

function printDifferences({ name, pairs }: Measurement): void {
  for (const { name: pair, comparison } of pairs) {
    const differences = [...comparison.different, ...comparison.missing];
    if (differences.length > 0) print(`\n${name}: ${pair}`);
    for (const { path, expected, actual } of differences)
      print(`  ${path}: expected ${expected}, ${actual === undefined ? "missing" : `is ${actual}`}`);
  }
}
