import type { Alert } from "../alerts/alert.ts";
import type { LedgerEntry } from "../alerts/ledger.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { Engine, EngineOptions } from "../engine/contract.ts";
import { createEngine } from "../engine/engine.ts";
import type { EngineStats, RuleStats } from "../engine/stats.ts";
import type { FieldTable } from "../event/field-type.ts";
import type { EventDocument } from "../event/origin.ts";
import { formatTime } from "../event/time.ts";
import { READ_BLOCK_BYTES } from "../formats/input/limits.ts";
import { type InputSummary, readBatches, readBlocks, type ReadOptions, type ReadProgress } from "../formats/input/read.ts";
import { WRAPPING_KEYS } from "../formats/input/unwrap.ts";
import { ECS_MARKS, HALF_MADE } from "../integrations/recognise.ts";
import type { ExceptionList } from "../rules/exceptions/model.ts";
import type { MlJob } from "../rules/ml-jobs/model.ts";
import type { Rule } from "../rules/model.ts";
import type { ValueLists } from "../rules/value-lists/model.ts";
import type { GivenTables } from "../operators/esql/ready-tables.ts";
import { loadJobsFor } from "./ml-jobs.ts";
import { LineWorkers } from "./lines/workers.ts";
import { createSpillFile } from "./spill-file.ts";
import { createTimeFilter } from "./time-filter.ts";

/** What to scan, with what. */
export interface ScanOptions extends GivenTables {
  readonly inputs: readonly string[];
  /** The rules to run, chosen already. */
  readonly rules: readonly Rule[];
  readonly fields?: FieldTable;
  readonly strict?: boolean;
  /** Input format; default: sniffed. */
  readonly format?: string | undefined;
  /** Mappings of a person's own. */
  readonly mappings?: ReadOptions["mappings"];
  /** What `-` reads. Default: the process's standard input. */
  readonly stdin?: ReadOptions["stdin"];
  /** Epoch milliseconds by which piped input was written at the latest. Default: what the clock says at the start. */
  readonly now?: number | undefined;
  /** Index of events that name none. */
  readonly index?: string | undefined;
  /** Only events at or after this time (epoch milliseconds), and before that one. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly maxSignals?: number | undefined;
  readonly exceptions?: readonly ExceptionList[];
  readonly valueLists?: ValueLists;
  /** Inputs with events of the time before, for new-terms rules. */
  readonly history?: readonly string[];
  /** Inputs with threat indicators, for indicator-match rules. */
  readonly indicators?: readonly string[];
  /** Inputs with anomaly records, for machine learning rules. */
  readonly anomalies?: readonly string[];
  /** Machine learning jobs. Default: the shipped ones that the rules name. */
  readonly mlJobs?: readonly MlJob[];
  /** Milliseconds to wait for late events: judges rules with state while reading. Default: at the end of the input. */
  readonly lateness?: number | undefined;
  /** Threads that judge events, with the one that calls; the default, 1, is that one alone. Changes nothing that comes out. */
  readonly jobs?: number | undefined;
  /** The wall clock (epoch milliseconds), for `lateness`. */
  readonly clock?: () => number;
}

/** Where the results of a scan go, as they come. */
export interface ScanSink {
  alert(alert: Alert): void | Promise<void>;
  ledger?: (entry: LedgerEntry) => void;
  /** Told of the compiled engine before the first event. */
  started?: (engine: Engine) => void;
  problem?: (problem: Diagnostic) => void;
  progress?: (progress: ReadProgress) => void;
  /** Told that the input has ended, before the remaining alerts: in a batch, rules with state are run from here on. */
  read?: () => void;
}

/** The account of a scan; plain data, as `--stats=FILE` writes it. */
export interface ScanReport extends Omit<EngineStats, "rules"> {
  readonly bytes: number;
  readonly seconds: number;
  readonly alerts: number;
  readonly building_blocks: number;
  /** Events left out by `since` and `until`. */
  readonly outside_time: number;
  readonly input: InputSummary;
  /** Rules that load but cannot run in this version: count by reason. */
  readonly not_run: Readonly<Record<string, number>>;
  /** Rules left out because of errors. */
  readonly faulty: number;
  /** Times of the earliest and the latest event; null where none had a readable one. */
  readonly first: string | null;
  readonly last: string | null;
  readonly rules: readonly RuleStats[];
}

/** Reads the inputs, runs the rules, hands out the alerts, and accounts for it all. */
export async function scan(options: ScanOptions, sink: ScanSink): Promise<ScanReport> {
  const started = performance.now();
  const spill = createSpillFile();
  const { jobs = 1, lateness, since, until } = options;
  const inOneThread = jobs === 1 || lateness !== undefined || createTimeFilter(since, until) !== undefined;
  // Threads start while rules are compiled.
  const workers = inOneThread ? undefined : new LineWorkers(jobs);
  try {
    return await run(options, sink, { started, spill, workers });
  } finally {
    await workers?.close();
    spill.close();
  }
}

/** What is closed when a scan has ended, however it ends. */
interface Resources {
  readonly started: number;
  readonly spill: ReturnType<typeof createSpillFile>;
  readonly workers: LineWorkers | undefined;
}

async function run(options: ScanOptions, sink: ScanSink, { started, spill, workers }: Resources): Promise<ScanReport> {
  const { lateness, clock = Date.now, anomalies = [] } = options;
  const mlJobs = options.mlJobs ?? (await loadJobsFor(options.rules)).jobs;
  // Anomalies come one by one further down; that there are some is all the engine must know now.
  const known = { mlJobs, ...(anomalies.length > 0 && { anomalies: [] }) };
  const engine = createScanEngine(options, { ...known, lateness: lateness ?? "batch", ledger: sink.ledger, spill });
  sink.started?.(engine);
  await teach(engine, options, sink, clock);
  const counts = { alerts: 0, blocks: 0, outside: 0 };
  const deliver = async (alerts: Iterable<Alert>): Promise<void> => {
    for (const alert of alerts) {
      if (alert["kibana.alert.building_block_type"] === undefined) counts.alerts++;
      else counts.blocks++;
      await sink.alert(alert);
    }
  };
  if (anomalies.length > 0) await addAnomalies(engine, anomalies, sink, deliver);
  const inTime = createTimeFilter(options.since, options.until);
  const lines = inTime ? undefined : engine.lines(LINES);
  if (lines && workers) workers.begin(lines);
  const taker = workers ?? lines;
  const read = lines ? readBlocks : readBatches;
  const input = read(options.inputs, {
    ...readOptions(options, clock),
    ...(sink.problem && { onProblem: sink.problem }),
    ...(sink.progress && { onProgress: sink.progress }),
    apart: workers !== undefined,
  });
  for await (const batch of input) {
    if (!Array.isArray(batch)) await taker?.take(batch);
    else if (workers && batch.length === 0) await workers.settle();
    else if (workers) await workers.after(() => batch.forEach((event) => engine.push(event)));
    else counts.outside += await pushBatch(engine, batch, inTime, deliver);
    if (lateness !== undefined) await deliver(engine.advance(clock()));
  }
  await workers?.finish();
  sink.read?.();
  await deliver(engine.finish());
  return report(engine, options.rules.length, input.summary(), counts, (performance.now() - started) / 1000);
}

/** What is not one ECS document as it stands is parsed. */
const LINES = { capacity: READ_BLOCK_BYTES, guarded: WRAPPING_KEYS, marks: ECS_MARKS, halfMade: HALF_MADE };

/** What a scan adds to the options of its engine. */
type EngineParts = Required<Pick<EngineOptions, "lateness" | "spill">> & Pick<EngineOptions, "ledger" | "mlJobs" | "anomalies">;

/** The engine that the options ask for. */
export function createScanEngine(options: ScanOptions, parts: EngineParts): Engine {
  return createEngine({
    ...parts,
    rules: options.rules,
    maxSignals: options.maxSignals,
    timer: () => performance.now(),
    ...(options.exceptions && { exceptions: options.exceptions }),
    ...(options.valueLists && { valueLists: options.valueLists }),
    lookups: options.lookups,
    policies: options.policies,
    ...(options.fields && { schema: options.fields }),
    ...(options.strict !== undefined && { strict: options.strict }),
    ...(options.index !== undefined && { index: options.index }),
  });
}

/** Shows the engine the events of the time before, and the indicators. */
export async function teach(engine: Engine, options: ScanOptions, sink: Pick<ScanSink, "problem">, clock: () => number): Promise<void> {
  if (options.history && options.history.length > 0)
    await prime(engine, options.history, { ...readOptions(options, clock), format: undefined }, sink);
  if (options.indicators && options.indicators.length > 0) await addIndicators(engine, options.indicators, sink, clock());
}

const readOptions = ({ format, mappings, now, stdin }: ScanOptions, clock: () => number): ReadOptions => ({
  format,
  mappings,
  stdin,
  now: now ?? clock(),
});

async function prime(engine: Engine, inputs: readonly string[], options: ReadOptions, sink: Pick<ScanSink, "problem">): Promise<void> {
  const reading = readBatches(inputs, { ...options, ...(sink.problem && { onProblem: sink.problem }) });
  for await (const batch of reading) for (const event of batch) engine.prime(event);
}

async function addIndicators(engine: Engine, inputs: readonly string[], sink: Pick<ScanSink, "problem">, now: number): Promise<void> {
  const { readIndicators } = await import("./indicators.ts");
  const reading = readIndicators(inputs, { now, ...(sink.problem && { onProblem: sink.problem }) });
  for await (const batch of reading) for (const indicator of batch) engine.addIndicator(indicator);
}

async function addAnomalies(
  engine: Engine,
  inputs: readonly string[],
  sink: ScanSink,
  deliver: (alerts: Iterable<Alert>) => Promise<void>,
): Promise<void> {
  const reading = readBatches(inputs, { normalise: false, ...(sink.problem && { onProblem: sink.problem }) });
  for await (const batch of reading) for (const record of batch) await deliver(engine.addAnomaly(record));
}

async function pushBatch(
  engine: Engine,
  batch: readonly EventDocument[],
  inTime: ((event: EventDocument) => boolean) | undefined,
  deliver: (alerts: Iterable<Alert>) => Promise<void>,
): Promise<number> {
  let outside = 0;
  for (const event of batch) {
    if (inTime && !inTime(event)) {
      outside++;
      continue;
    }
    const alerts = engine.push(event);
    if (alerts.length > 0) await deliver(alerts);
  }
  return outside;
}

function report(
  engine: Engine,
  chosen: number,
  input: InputSummary,
  counts: { alerts: number; blocks: number; outside: number },
  seconds: number,
): ScanReport {
  const stats = engine.stats();
  const notRun: Record<string, number> = {};
  for (const { reason } of engine.unsupported) notRun[reason] = (notRun[reason] ?? 0) + 1;
  return {
    ...stats,
    bytes: input.bytes,
    seconds,
    alerts: counts.alerts,
    building_blocks: counts.blocks,
    outside_time: counts.outside,
    input,
    not_run: notRun,
    first: timeText(engine.span().first),
    last: timeText(engine.span().last),
    faulty: chosen - stats.rules.length - engine.unsupported.length,
    rules: stats.rules,
  };
}

const timeText = (time: number | undefined): string | null => (time === undefined ? null : formatTime(time));
