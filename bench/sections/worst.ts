import { compileMatcher, type Matcher } from "../../src/matcher/compile.ts";
import { type LineSieve, STOP } from "../../src/matcher/lines/sieve.ts";
import type { JsonObject } from "../../src/event/json.ts";
import type { Bench, Row } from "../bench.ts";
import { largeEvents } from "../large-events.ts";
import { predicatesOf } from "../predicates.ts";

const ROUNDS = 9;
const NOW = Date.UTC(2026, 0, 5);
const SIEVE = { times: ["@timestamp"], routing: ["_index"], fields: [], capacity: 1 << 23, guarded: [], marks: undefined };

/** Milliseconds that all rules' conditions take on one event of a megabyte, by what is hard about it. */
export async function worst({ rules }: Bench): Promise<readonly Row[]> {
  const matcher = compileMatcher(await predicatesOf(rules));
  const sieve = matcher.sieve(SIEVE);
  const shapes = Object.entries(largeEvents());
  const rows = shapes.map(([name, text]): Timed => {
    const line = Buffer.from(text);
    const event = JSON.parse(text) as JsonObject;
    return { name, line: sieve && middle(() => judgeLine(matcher, sieve, line)), parsed: middle(() => judgeParsed(matcher, event)) };
  });
  return [
    { what: "events of 1 MB, milliseconds for all rules' conditions", clock: "line", processor: "parsed" },
    ...rows.map(
      ({ name, line, parsed }): Row => ({ what: `  ${name}`, ...(line !== undefined && { clock: line }), processor: parsed, aim: "≤ 50" }),
    ),
  ];
}

interface Timed {
  readonly name: string;
  /** Undefined where the rules have too many fields for lines. */
  readonly line: number | undefined;
  readonly parsed: number;
}

/** The middle of some runs, in milliseconds. */
function middle(run: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  });
  return times.toSorted((a, b) => a - b)[ROUNDS >> 1] as number;
}

function judgeParsed(matcher: Matcher, event: JsonObject): void {
  matcher.run(event, NOW);
  for (const candidate of matcher.candidates()) matcher.matched(candidate);
}

/** What a line that is left to be parsed costs is what its parsing costs, and then what a parsed event does. */
function judgeLine(matcher: Matcher, sieve: LineSieve, line: Buffer): void {
  sieve.load(line);
  for (let stop = sieve.next(); stop !== STOP.blockEnd; stop = sieve.next()) {
    if (stop === STOP.newRoute) sieve.learnRoute({ any: true, byRule: true }, () => true);
    const event = (): JsonObject => JSON.parse(line.toString("utf8")) as JsonObject;
    if (stop !== STOP.candidates) {
      judgeParsed(matcher, event());
      continue;
    }
    sieve.values.begin(event);
    matcher.runLine(sieve, NOW);
    for (let i = 0; i < sieve.count; i++) matcher.matched(sieve.candidates[i] as number);
  }
}
