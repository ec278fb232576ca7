import { join } from "node:path";
import { type Bench, parseLoop, ratio, type Row, scan } from "../bench.ts";
import { generateHostileEvents } from "../hostile.ts";
import { runInTurn } from "../measure.ts";

/** Events each of which nearly matches many rules: the worst that an index of rules can be given. */
export async function hostile(bench: Bench): Promise<readonly Row[]> {
  const many = join(bench.folder, "hostile.ndjson");
  const one = join(bench.folder, "hostile-one.ndjson");
  const count = Math.ceil(bench.events / 10);
  await generateHostileEvents(count, many, bench.rules, bench.seed);
  await generateHostileEvents(1, one, bench.rules, bench.seed);
  const runs = runInTurn(bench.rounds, {
    parse: () => parseLoop(bench, many),
    "parse, start": () => parseLoop(bench, one),
    scan: () => scan(bench, many),
    start: () => scan(bench, one),
  });
  return [{ what: `${count} events that nearly match: scan ÷ parse loop`, ...ratio(runs, ["scan", "start"], ["parse", "parse, start"]) }];
}
