import { createWriteStream, existsSync, readdirSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { readEvents } from "../../src/index.ts";
import { type Bench, parseLoop, ratio, type Row, scan } from "../bench.ts";
import { runInTurn } from "../measure.ts";

const RECORDINGS = join(import.meta.dirname, "..", "..", "..", "shared", "datasets", "recordings");
/** Above any recording's length in events, so that short ones are still measured by more than the start. */
const LEAST_EVENTS = 100_000;

/** The public recordings of attacks: as ECS events, and as the raw records that they are. */
export async function recordings(bench: Bench): Promise<readonly Row[]> {
  if (!existsSync(RECORDINGS)) return [{ what: "recordings: skipped, they do not lie beside the clone" }];
  const files = readdirSync(RECORDINGS)
    .filter((name) => name !== "index.json")
    .map((name) => join(RECORDINGS, name));
  const ecs = await writeEvents(bench, files, true);
  const raw = await writeEvents(bench, files, false);
  const runs = runInTurn(bench.rounds, {
    "parse, start": () => parseLoop(bench, ecs.first),
    "ecs, parse": () => parseLoop(bench, ecs.path),
    ecs: () => scan(bench, ecs.path),
    "raw, parse": () => parseLoop(bench, raw.path),
    raw: () => scan(bench, raw.path),
    start: () => scan(bench, ecs.first),
    "raw, start": () => scan(bench, raw.first),
  });
  return [
    {
      what: `recordings as ECS (${ecs.count} events): scan ÷ parse loop`,
      ...ratio(runs, ["ecs", "start"], ["ecs, parse", "parse, start"]),
    },
    {
      what: `recordings as raw records (${raw.count}): scan ÷ parse loop`,
      ...ratio(runs, ["raw", "raw, start"], ["raw, parse", "parse, start"]),
    },
  ];
}

/** All events of the recordings in one file, over and over until they are enough; and the first by itself. */
async function writeEvents(
  { folder, quick }: Bench,
  inputs: readonly string[],
  normalise: boolean,
): Promise<{ path: string; first: string; count: number }> {
  const name = normalise ? "recordings-ecs" : "recordings-raw";
  const [path, first] = [join(folder, `${name}.ndjson`), join(folder, `${name}-first.ndjson`)];
  const out = createWriteStream(path);
  const least = quick ? 1 : LEAST_EVENTS;
  let count = 0;
  do {
    for await (const event of readEvents(inputs, { normalise })) {
      const line = `${JSON.stringify(event)}\n`;
      if (count++ === 0) createWriteStream(first).end(line);
      if (!out.write(line)) await once(out, "drain");
    }
  } while (count < least);
  out.end();
  await once(out, "finish");
  return { path, first, count };
}
