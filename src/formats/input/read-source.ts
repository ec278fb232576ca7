import type { LaterBytes } from "../../event/line-block.ts";
import type { Stream } from "../../event/origin.ts";
import { sourceName } from "../source-name.ts";
import { type ByteSource, type Peeked, peek } from "./byte-source.ts";
import type { Container } from "./container.ts";
import { CONTAINERS } from "./containers.ts";
import { contentKind } from "./content-kind.ts";
import type { ExpansionGuard } from "./expansion.ts";
import { faultOf, type InputFault } from "./fault.ts";
import type { Batch } from "./batch.ts";
import type { Format, ReadContext } from "./format.ts";
import { FORMAT_NAMES, FORMATS } from "./formats.ts";
import { json } from "./formats/json.ts";
import { isEnough, SNIFF_BYTES } from "./head-lines.ts";
import type { Limits } from "./limits.ts";
import type { ProblemLog } from "./problems.ts";

/** What the reading of one input file shares over all its containers and members. */
export interface SourceReading {
  /** Ordinal of the input. */
  readonly input: number;
  readonly file: string;
  /** Epoch milliseconds by which it was written at the latest, where that is known. */
  readonly modified: number | undefined;
  /** The format the user asked for; undefined lets the content decide. */
  readonly format: Format | undefined;
  readonly limits: Limits;
  readonly problems: ProblemLog;
  readonly guard: ExpansionGuard;
  /** Members met so far: the next one's ordinal. */
  members: number;
  /** Lines may be handed on unparsed; where their bytes can be read again, if they can, and whether by those who judge them. */
  readonly lines: { readonly later: LaterBytes | undefined; readonly apart: boolean } | undefined;
  /** Faults already told: a fault below is seen by every layer above. */
  readonly told: WeakSet<object>;
}

/** Where a source stands: how many containers around it, and its path inside them. */
interface Place {
  readonly depth: number;
  readonly member: string | undefined;
}

/** Reads the events of one input file, whatever its containers. Faults of the input end the stream they are in and are reported. */
export async function* readSource(source: ByteSource, reading: SourceReading): AsyncGenerator<Batch> {
  try {
    yield* readStream(source, { depth: 0, member: undefined }, reading);
  } catch (error) {
    if (!isTold(error, reading)) throw error;
  }
}

async function* readStream(source: ByteSource, place: Place, reading: SourceReading): AsyncGenerator<Batch> {
  let peeked: Peeked | undefined;
  try {
    peeked = await peek(source.blocks, SNIFF_BYTES, isEnough);
    const { head, blocks } = peeked;
    const container = CONTAINERS.find((candidate) => candidate.sniff(head));
    if (head.length === 0) reportEmpty(place, reading);
    else if (container) yield* readMembers(container, { blocks, file: source.file }, place, reading);
    else yield* readRecords(peeked, source, place, reading);
  } catch (error) {
    tell(error, place, reading);
  } finally {
    await peeked?.blocks.return(undefined);
  }
}

async function* readMembers(container: Container, source: ByteSource, place: Place, reading: SourceReading): AsyncGenerator<Batch> {
  const { limits, problems, guard } = reading;
  const name = nameOf(place, reading);
  if (place.depth >= limits.maxContainers) {
    problems.report("T7012", "error", () => ({
      message: `more than ${limits.maxContainers} archives and compressions stand inside one another`,
      file: name,
    }));
    return;
  }
  const depth = place.depth + 1;
  for await (const member of container.open(source, { name, limits, problems })) {
    guard.member();
    const path = member.name === undefined ? place.member : joinMember(place.member, member.name);
    const inner = { ...member.source, blocks: guard.watch(member.source.blocks, depth) };
    yield* readStream(inner, { depth, member: path }, reading);
  }
}

const joinMember = (outer: string | undefined, name: string): string => (outer === undefined ? name : sourceName(outer, name));

async function* readRecords({ head, blocks }: Peeked, source: ByteSource, place: Place, reading: SourceReading): AsyncGenerator<Batch> {
  const { input, file, limits, problems } = reading;
  const name = nameOf(place, reading);
  const blank = isBlank(head);
  const format = reading.format ?? (blank ? json : FORMATS.find((candidate) => candidate.sniff(head, name)));
  if (!format) {
    reportUnrecognised(head, name, problems);
    return;
  }
  const stream: Stream = {
    input,
    member: place.member === undefined ? 0 : reading.members++,
    file,
    ...(place.member !== undefined && { memberName: place.member }),
    ...(reading.modified !== undefined && { modified: reading.modified }),
  };
  let empty = blank;
  for await (const batch of format.read(blocks, { stream, limits, problems, lines: linesOf(source, place, reading) })) {
    empty = false;
    yield batch;
  }
  if (empty) reportEmpty(place, reading);
}

/** Only the stream of a plain file can be read again by its offsets. */
function linesOf({ lines: file }: ByteSource, { depth }: Place, { lines }: SourceReading): ReadContext["lines"] {
  if (!lines || depth > 0) return lines && { later: undefined };
  return { later: lines.later, file: lines.apart ? file : undefined };
}

/** Reports a fault once; one that ends the whole input, and a bug of ours, goes on upwards. */
function tell(error: unknown, place: Place, reading: SourceReading): void {
  const fault = faultOf(error);
  if (!fault) throw error;
  if (!reading.told.has(error as object)) {
    reading.told.add(error as object);
    reportFault(fault, nameOf(place, reading), reading.problems);
  }
  if (fault.scope === "input") throw error;
}

export const reportFault = (fault: InputFault, file: string, problems: ProblemLog): void =>
  problems.report(fault.code, "error", () => ({ message: fault.message, file, hint: fault.hint }));

const isTold = (error: unknown, reading: SourceReading): boolean => typeof error === "object" && error !== null && reading.told.has(error);

const nameOf = (place: Place, reading: SourceReading): string => sourceName(reading.file, place.member);

/** Nothing but white space so far; events may follow. */
const isBlank = (head: Buffer): boolean => head.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);

const reportEmpty = (place: Place, { problems, file }: SourceReading): void =>
  problems.report("T7015", "info", () => ({ message: "the input is empty", file: sourceName(file, place.member) }));

function reportUnrecognised(head: Buffer, file: string, problems: ProblemLog): void {
  const kind = contentKind(head);
  const hint = kind === "text" ? `if it holds events, say how: --format ${FORMAT_NAMES.join("|")}` : undefined;
  problems.report(
    "T7003",
    "warning",
    () => ({ message: `the content is in no format that can be read: it looks like ${article(kind)}${kind}`, file, hint }),
    kind,
  );
}

const article = (kind: string): string => {
  if (kind === "text") return "";
  return "AEIOUaeiouLX".includes(kind.slice(0, 1)) && !kind.startsWith("Linux") ? "an " : "a ";
};
