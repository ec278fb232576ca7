import { renderDiagnosticLine } from "../../diagnostics/index.ts";
import type { Engine } from "../../engine/contract.ts";
import { createEngine } from "../../engine/engine.ts";
import { isError } from "../../diagnostics/index.ts";
import { alertStore, type Triage } from "../../store/alerts.ts";
import { damageText, type Database, isDamage, isFull, openDatabase, StoreError } from "../../store/database.ts";
import { type EnginePosition, engineStateStore } from "../../store/engine-state.ts";
import { JournalReader } from "../../store/journal/reader.ts";
import { listSegments, type Position, segmentName } from "../../store/journal/segment.ts";
import { readIndicators } from "../../toolkit/indicators.ts";
import { loadAllJobs } from "../../toolkit/ml-jobs.ts";
import { createSpillFile } from "../../toolkit/spill-file.ts";
import { type Catalog, CatalogMemory, loadCatalog } from "../rules/catalog.ts";
import { createServiceClock } from "./clock.ts";
import { Detection } from "./detection.ts";
import type { FromWorker, RulesSummary, ToWorker, WorkerSettings } from "./messages.ts";
import { enforceRetention } from "./retention.ts";

/** How the worker hears and speaks. */
export interface WorkerLine {
  send(message: FromWorker): void;
  take(): ToWorker | undefined;
  /** Until there is a message, or so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

/** How long judged events wait for others before they are committed together. */
const COMMIT_MS = 200;
/** While a backlog is read: events judged before they are committed, at the most, and how long that may take. */
const COMMIT_EVENTS = 10_000;
const LONGEST_COMMIT_MS = 500;
/** The engine's clock goes on in steps of this length: each costs something for every rule with state. */
const CLOCK_STEP_MS = 1_000;
/** With nothing to read, the clock moves on this often. */
const IDLE_MS = 500;
/** Pieces of state are written all over their table. */
const CACHE_KB = 32 * 1024;
const STATS_MS = 1_000;
const RETENTION_MS = 60_000;
/** A database that cannot be written is tried again after this. */
const RETRY_MS = 1_000;

/** Runs the engine over the journal until it is told to stop. */
export async function runWorker(settings: WorkerSettings, line: WorkerLine): Promise<void> {
  try {
    const worker = new DetectionWorker(settings, line);
    await worker.start();
    await worker.run();
  } catch (error) {
    throw isDamage(error) ? new StoreError(damageText(settings.databasePath, error)) : error;
  }
}

class DetectionWorker {
  readonly #settings: WorkerSettings;
  readonly #line: WorkerLine;
  readonly #database: Database;
  readonly #detection: Detection;
  readonly #reader: JournalReader;
  readonly #clock = createServiceClock();
  readonly #spill = createSpillFile();
  readonly #catalogMemory = new CatalogMemory();
  /** The last commit before the start. */
  readonly #from: EnginePosition;
  #end: Position;
  #retention: WorkerSettings["retention"];
  #stopping = false;
  #faults = 0;
  #damagedBytes = 0;
  #lastCommit = 0;
  #lastStats = 0;
  #lastRetention = 0;
  #engineTime = 0;
  #trouble: string | null = null;

  constructor(settings: WorkerSettings, line: WorkerLine) {
    this.#settings = settings;
    this.#line = line;
    this.#end = settings.end;
    this.#retention = settings.retention;
    this.#database = openDatabase(settings.databasePath, { cacheKb: CACHE_KB });
    this.#detection = new Detection({
      database: this.#database,
      journalFolder: settings.journalFolder,
      storeId: settings.storeId,
      wall: Date.now,
      onFault: (error, sequence) => this.#fault(error, sequence),
    });
    this.#from = engineStateStore(this.#database).position() ?? { segment: segmentName(0), offset: 0, sequence: 0, waitingFrom: null };
    this.#reader = new JournalReader(settings.journalFolder, this.#from, (damage) => {
      this.#damagedBytes += damage.bytes;
      this.#log("error", "the journal is damaged; what stood there is lost", damage);
    });
  }

  async start(): Promise<void> {
    const catalog = await loadCatalog(this.#settings.paths, this.#database, this.#catalogMemory);
    const engine = createEngine({
      rules: catalog.active,
      schema: catalog.surroundings.fields,
      ...catalog.surroundings.tables,
      exceptions: catalog.exceptions,
      valueLists: catalog.valueLists,
      mlJobs: (await loadAllJobs()).jobs,
      lateness: this.#settings.latenessMs,
      ledger: this.#detection.note,
      onExcepted: this.#detection.noteExcepted,
      spill: this.#spill,
      recall: this.#detection.recall,
      timer: () => performance.now(),
    });
    await this.#addIndicators(engine);
    const restarted = this.#detection.start(engine);
    this.#recollect();
    this.#line.send({ kind: "ready", summary: summaryOf(engine, catalog, restarted) });
  }

  /** Events that waited for the clock when the service ended are read once more. */
  #recollect(): void {
    const { waitingFrom, sequence } = this.#from;
    if (waitingFrom === null || waitingFrom >= sequence) return;
    const { journalFolder } = this.#settings;
    const segment = listSegments(journalFolder).findLast(({ firstSequence }) => firstSequence <= waitingFrom);
    if (!segment) return;
    const reader = new JournalReader(journalFolder, { segment: segment.name, offset: 0, sequence: waitingFrom }, () => undefined);
    for (let frame = reader.next(this.#from); frame; frame = reader.next(this.#from)) this.#detection.recollect(frame, waitingFrom);
    reader.close();
  }

  async run(): Promise<void> {
    while (!this.#stopping) {
      await this.#hear();
      const isCaughtUp = !this.#read();
      this.#commitWhenDue(isCaughtUp);
      this.#report();
      await this.#line.wait(this.#trouble !== null ? RETRY_MS : isCaughtUp ? this.#patience() : 0);
    }
    this.#commit();
    this.#reader.close();
    this.#database.close();
    this.#spill.close();
  }

  /** Judges frames until a commit is due. False: there are none left. */
  #read(): boolean {
    if (this.#trouble !== null) return false;
    while (this.#detection.uncommitted < COMMIT_EVENTS && performance.now() - this.#lastCommit < LONGEST_COMMIT_MS) {
      const frame = this.#reader.next(this.#end);
      if (!frame) return false;
      this.#advance(frame.received);
      this.#detection.judge(frame);
    }
    return true;
  }

  /** Frames are judged at the time they arrived, however late they are read; the clock only goes on by itself once all are. */
  #advance(now: number): void {
    const time = now - (now % CLOCK_STEP_MS);
    if (time <= this.#engineTime) return;
    this.#engineTime = time;
    this.#detection.advance(time);
  }

  #patience(): number {
    return this.#detection.uncommitted > 0 ? Math.max(1, COMMIT_MS - (performance.now() - this.#lastCommit)) : IDLE_MS;
  }

  #commitWhenDue(isCaughtUp: boolean): void {
    const now = this.#clock.now();
    if (isCaughtUp && this.#trouble === null && now - this.#engineTime >= IDLE_MS) this.#advance(now);
    if (performance.now() - this.#lastCommit >= COMMIT_MS || this.#detection.uncommitted >= COMMIT_EVENTS) this.#commit();
  }

  #commit(also?: () => void): boolean {
    this.#lastCommit = performance.now();
    const events = this.#detection.uncommitted;
    try {
      const alerts = this.#detection.commit(this.#reader.position, also);
      if (this.#trouble !== null) this.#line.send({ kind: "trouble", message: (this.#trouble = null) });
      if (events > 0 || alerts.length > 0) this.#line.send({ kind: "committed", position: this.#reader.position, alerts, events });
      return true;
    } catch (error) {
      this.#trouble = troubleText(error, this.#settings.databasePath);
      this.#line.send({ kind: "trouble", message: this.#trouble });
      return false;
    }
  }

  async #hear(): Promise<void> {
    for (let message = this.#line.take(); message; message = this.#line.take()) {
      if (message.kind === "journal") this.#end = message.end;
      else if (message.kind === "retention") this.#retention = message.retention;
      else if (message.kind === "stop") this.#stopping = true;
      else await this.#answer(message);
    }
  }

  async #answer(message: Extract<ToWorker, { readonly call: number }>): Promise<void> {
    const { call } = message;
    try {
      const result = message.kind === "reload" ? await this.#reload() : this.#triage(message.ids, message.change);
      this.#line.send({ kind: "reply", call, result });
    } catch (error) {
      this.#line.send({ kind: "failed", call, message: error instanceof Error ? error.message : String(error) });
    }
  }

  async #reload(): Promise<RulesSummary> {
    const catalog = await loadCatalog(this.#settings.paths, this.#database, this.#catalogMemory);
    const { engine } = this.#detection;
    const { restarted } = engine.apply({ rules: catalog.active, exceptions: catalog.exceptions, valueLists: catalog.valueLists });
    this.#commit();
    return summaryOf(engine, catalog, restarted);
  }

  #triage(ids: readonly string[], change: Triage): ReturnType<ReturnType<typeof alertStore>["triage"]> {
    const alerts = alertStore(this.#database);
    if (change.status) {
      const { to } = change.status;
      this.#detection.engine.apply({ alertStatus: alerts.documents(ids).map((alert) => ({ alert, status: to })) });
    }
    let changed: ReturnType<typeof alerts.triage> = [];
    const isDone = this.#commit(() => {
      changed = alerts.triage(ids, change);
    });
    if (!isDone) throw new Error(this.#trouble ?? "the database cannot be written");
    return changed;
  }

  #report(): void {
    const now = performance.now();
    if (now - this.#lastStats >= STATS_MS) {
      this.#lastStats = now;
      const { heapUsed } = process.memoryUsage();
      const counts = { faults: this.#faults, clockSkewMs: this.#clock.skew, damagedBytes: this.#damagedBytes };
      this.#line.send({ kind: "stats", stats: { engine: this.#detection.engine.stats(), heapBytes: heapUsed, ...counts } });
    }
    if (now - this.#lastRetention < RETENTION_MS || this.#trouble !== null) return;
    this.#lastRetention = now;
    const gone = enforceRetention(this.#database, this.#settings.journalFolder, this.#reader.position, this.#retention, Date.now());
    if (gone.segments > 0 || gone.alerts > 0) this.#log("info", "let go of what is past its time", gone);
  }

  async #addIndicators(engine: Engine): Promise<void> {
    if (this.#settings.paths.indicators.length === 0) return;
    for await (const batch of readIndicators(this.#settings.paths.indicators, { now: Date.now() }))
      for (const indicator of batch) engine.addIndicator(indicator);
  }

  #fault(error: unknown, sequence: number): void {
    this.#faults++;
    const { stack, message } = error instanceof Error ? error : new Error(String(error));
    this.#log("error", "a fault of our own: an event could not be judged", { sequence, error: message, stack });
  }

  #log(level: "info" | "warn" | "error", message: string, details: object): void {
    this.#line.send({ kind: "log", level, message, details });
  }
}

function summaryOf(engine: Engine, catalog: Catalog, restarted: readonly string[]): RulesSummary {
  const problems = [...catalog.problems, ...engine.problems].filter(isError);
  return {
    running: engine.stats().rules.length,
    unsupported: engine.unsupported.map(({ rule, reason }) => ({ ruleId: rule.id, reason })),
    restarted,
    errors: problems.map(renderDiagnosticLine),
  };
}

function troubleText(error: unknown, path: string): string {
  if (isDamage(error)) return damageText(path, error);
  if (isFull(error)) return `the disk is full: nothing can be written to ${path}; events wait in the journal`;
  return `the database ${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
}
