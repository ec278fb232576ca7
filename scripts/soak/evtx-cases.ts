import { eventRecord, eventTemplate, value } from "../../tests/support/evtx-events.ts";
import { makeEvtx, type TestRecord, type TestValue } from "../../tests/support/evtx-writer.ts";
import type { Random } from "./random.ts";

/** A damaged log, and the ids of the records in chunks that were not touched. */
export interface EvtxCase {
  readonly log: Buffer;
  readonly intact: readonly number[];
}

const HEADER = 4096;
const CHUNK = 64 * 1024;
const FIRST_RECORD = 512;
const MOST_CHUNKS = 4;
const MOST_WOUNDS = 40;

/** A log of some chunks with random templates and values, and random damage to some of the chunks. */
export function makeEvtxCase(random: Random): EvtxCase {
  const records = makeRecords(random);
  const log = makeEvtx(records, { spareChunks: random.below(2), unlisted: random.oneIn(4) ? 3 : 0 });
  const chunks = (log.length - HEADER) / CHUNK;
  const wounded = new Set(Array.from({ length: 1 + random.below(2) }, () => random.below(chunks)));
  const intact = Array.from({ length: chunks }, (_, i) => i)
    .filter((chunk) => !wounded.has(chunk))
    .flatMap((chunk) => idsIn(log, HEADER + chunk * CHUNK));
  for (const chunk of wounded) wound(log, HEADER + chunk * CHUNK, random);
  return { log, intact };
}

const INNER = ["A", "B"].map((name) => ({
  name,
  children: [{ name: "Data", attributes: { Name: name }, children: [{ place: 0, type: 1 }] }],
}));

type MakeValue = (random: Random) => TestValue;

const VALUES: readonly (readonly [type: number, make: MakeValue])[] = [
  [0x01, (random) => value.text("x".repeat(random.below(300)))],
  [0x02, () => value.ansi("text")],
  [0x07, (random) => value.i32(-random.below(1000))],
  [0x0a, () => value.u64(2n ** 63n)],
  [0x0d, (random) => value.boolean(random.oneIn(2))],
  [0x0e, () => value.binary("00ff")],
  [0x0f, () => value.guid("5fb5329fded9985ff006000000000600")],
  [0x11, (random) => value.fileTime(BigInt(random.below(2 ** 30)) * 123_456_789n)],
  [0x13, () => value.sid(5, 21, 1, 2, 500)],
  [0x15, () => value.hex64(0x3e7n)],
  [0x21, (random) => value.elements({ name: "Inner", children: [{ name: "Deep", children: ["x".repeat(random.below(50))] }] })],
  [0x21, (random) => value.instance(random.pick(INNER), value.text("x".repeat(random.below(50))))],
  [0x81, () => value.texts("one", "", "three")],
  [0x88, () => value.u32s(1, 2, 3)],
];

function makeRecords(random: Random): readonly TestRecord[] {
  const kinds = Array.from({ length: 1 + random.below(4) }, (_, kind) => {
    const picked = Array.from({ length: 1 + random.below(8) }, () => random.pick(VALUES));
    const provider = random.pick(["Microsoft-Windows-Sysmon", "Microsoft-Windows-Security-Auditing", "Other"]);
    return {
      picked,
      template: eventTemplate(
        provider,
        picked.map(([type], i) => [`Name${kind}${i}`, type] as const),
      ),
    };
  });
  return Array.from({ length: 1 + random.below(300 * MOST_CHUNKS) }, (_, i) => {
    const { picked, template } = random.pick(kinds);
    return eventRecord(
      template,
      i + 1,
      picked.map(([, make]) => make(random)),
    );
  });
}

/** The ids of a chunk's records, by its own chain of sizes. */
function idsIn(log: Buffer, chunk: number): readonly number[] {
  const ids: number[] = [];
  for (let at = chunk + FIRST_RECORD; at + 24 < chunk + CHUNK && log.readUInt32LE(at) === 0x00002a2a; at += log.readUInt32LE(at + 4)) {
    ids.push(Number(log.readBigUInt64LE(at + 8)));
  }
  return ids;
}

/** Flips, copies and fills bytes anywhere in a chunk. */
function wound(log: Buffer, chunk: number, random: Random): void {
  for (let i = random.below(MOST_WOUNDS); i >= 0; i--) {
    const at = chunk + random.below(CHUNK - 64);
    const length = 1 + random.below(32);
    const kind = random.below(4);
    if (kind === 0) log.writeUInt8(random.below(256), at);
    else if (kind === 1) log.fill(random.pick([0, 0xff, 0x0c, 0x41]), at, at + length);
    else if (kind === 2) copyWithin(log, at, chunk + random.below(CHUNK - 64), Math.min(random.below(4096), chunk + CHUNK - at));
    else log.writeUInt32LE(random.below(CHUNK), at);
  }
}

const copyWithin = (log: Buffer, to: number, from: number, length: number): void => void log.copyWithin(to, from, from + length);
