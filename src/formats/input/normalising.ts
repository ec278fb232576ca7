import type { LineBlock } from "../../event/line-block.ts";
import { type EventDocument, originOf } from "../../event/origin.ts";
import type { Integration } from "../../integrations/integration.ts";
import { createNormaliser, type Normaliser } from "../../integrations/normaliser.ts";
import { isEcs } from "../../integrations/recognise.ts";
import { sourceName } from "../source-name.ts";
import { createProblemLog, type Problem, type ProblemLog, type SkippedKind } from "./problems.ts";

/** The last step of reading: raw records become ECS documents, and what could not be mapped is counted. */
export interface Normalising {
  batch(records: EventDocument[]): EventDocument[];
  /** The same of the events that are parsed of a block of lines. */
  block(lines: LineBlock, count: (events: number) => void): LineBlock;
  /** What integrations remember, for a run that goes on after this one. */
  readonly memory: Pick<Normaliser, "changes" | "restore">;
  summary(): { readonly converted: Readonly<Record<string, number>>; readonly unmapped: readonly SkippedKind[] };
}

interface NormalisingOptions {
  readonly normalise?: boolean | undefined;
  readonly mappings?: readonly Integration[] | undefined;
}

/** Longest record that is shown as an example. */
const MAX_SHOWN = 300;

/** @param only the integration that every record is said to be of */
export function normalising(only: Integration | undefined, problems: ProblemLog, options: NormalisingOptions): Normalising {
  const unmapped = createProblemLog(undefined);
  const normaliser = createNormaliser(
    {
      unmapped: (kind, record) =>
        unmapped.report("T7020", "info", () => ({ ...placeOf(record), message: `nothing maps this record: ${kind}` }), kind),
      other: (wanted, found, record) =>
        problems.report("T7021", "error", () => describeOther(wanted, found, record), `no ${wanted.title} record`),
    },
    only,
    options.mappings,
  );
  const batch = (records: readonly EventDocument[]): EventDocument[] => {
    const events: EventDocument[] = [];
    for (const record of records) normaliser.add(record, events, originOf(record)?.stream.modified);
    return events;
  };
  return {
    batch: (records) => (options.normalise === false ? records : batch(records)),
    block: (lines, count) => normalisedBlock(lines, batch, count),
    memory: normaliser,
    summary: () => ({ converted: normaliser.counts(), unmapped: unmapped.kinds() }),
  };
}

type BatchStep = (records: readonly EventDocument[]) => EventDocument[];

const normalisedBlock = (lines: LineBlock, batch: BatchStep, count: (events: number) => void): LineBlock => ({
  ...lines,
  parse: (from, to, line) => batch(lines.parse(from, to, line)),
  detach: (memory) => normalisedBlock(lines.detach(memory), batch, count),
  finish(number, events) {
    count(events);
    lines.finish(number, events);
  },
});

function describeOther(wanted: Integration, found: Integration | undefined, record: EventDocument): Problem {
  const is = found ? `it looks like ${found.title}` : isEcs(record) ? "it is an ECS document" : "its shape is another";
  const hint = found ? `leave --format out, or use --format ${found.name}` : "leave --format out to have records told by their content";
  return { ...placeOf(record), message: `--format ${wanted.name} was given, but this is no ${wanted.title} record: ${is}`, hint };
}

function placeOf(record: EventDocument): Pick<Problem, "file" | "line" | "lineText"> {
  const origin = originOf(record);
  if (!origin) return {};
  const file = sourceName(origin.stream.file, origin.stream.memberName);
  const text = JSON.stringify(record);
  return { file, line: origin.line, lineText: text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text };
}
