import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type AlertSearch, alertSearch } from "../store/alert-search.ts";
import type { StoredAlert, Triage } from "../store/alerts.ts";
import { damageText, type Database, isDamage, isFull, openDatabase, StoreError } from "../store/database.ts";
import { engineStateStore } from "../store/engine-state.ts";
import type { DocumentIds } from "../store/journal/document-ids.ts";
import type { FrameSource, NewRecord } from "../store/journal/frame.ts";
import { readDocumentIds } from "../store/journal/known-ids.ts";
import { type Position, segmentName } from "../store/journal/segment.ts";
import { type JournalRepair, JournalWriter } from "../store/journal/writer.ts";
import type { Integration } from "../integrations/integration.ts";
import { Authenticator } from "./auth/authenticator.ts";
import { createServiceClock } from "./detection/clock.ts";
import type { FromWorker, Retention, RulesSummary, ToWorker, WorkerSettings, WorkerStats } from "./detection/messages.ts";
import { readSettings, retentionOf } from "./settings.ts";
import { HttpError } from "./http/http-error.ts";
import { Outputs } from "./outputs/outputs.ts";
import { QueryThread } from "./queries/query-thread.ts";
import { Admission } from "./ingest/admission.ts";
import { createIntake, type Intake } from "./ingest/intake.ts";
import { type Catalog, CatalogMemory, type CatalogPaths, loadCatalog } from "./rules/catalog.ts";

export interface ServiceOptions {
  /** The one place of state. */
  readonly data: string;
  readonly paths: CatalogPaths;
  readonly latenessMs: number;
  readonly retention: Retention;
  /** Events that may wait for the engine; past it shippers are told to come again. */
  readonly mostBacklog: number;
  /** Mappings of a person's own, for raw records. */
  readonly mappings?: readonly Integration[] | undefined;
  /** Index of events that name none. */
  readonly index?: string | undefined;
  /** Everybody is an admin. */
  readonly noAuth: boolean;
  readonly log: ServiceLog;
}

export type ServiceLog = (level: "info" | "warn" | "error", message: string, details?: object) => void;

/** What the service tells whoever listens. */
export interface ServiceEvents {
  /** Alerts that were just made and are durable. */
  alerts: [readonly StoredAlert[]];
  /** Alerts whose triage changed. */
  triaged: [readonly StoredAlert[]];
  rules: [RulesSummary];
}

/** How the service is; `ok` where everything works. */
export interface Health {
  readonly status: "ok" | "starting" | "degraded";
  readonly reasons: readonly string[];
}

/** Milliseconds a worker's answer may take. */
const ANSWER_MS = 60_000;
const STOP_MS = 30_000;

/** The live service: takes events into the journal, has a worker run the rules over it, and answers for both. */
export class Service {
  readonly database: Database;
  readonly auth: Authenticator;
  readonly intake: Intake;
  readonly alerts: AlertSearch;
  readonly admission: Admission;
  readonly events: EventEmitter<ServiceEvents> = new EventEmitter();
  readonly options: ServiceOptions;
  readonly queries: QueryThread;
  readonly outputs: Outputs;
  readonly startedAt: number = Date.now();
  readonly #journal: JournalWriter;
  readonly #storeId: string;
  readonly #calls = new Map<number, PromiseWithResolvers<RulesSummary | readonly StoredAlert[]>>();
  /** Arrival is told by it: a leap of the machine's clock must not make what comes next late. */
  readonly #clock = createServiceClock();
  #worker: Worker | undefined;
  readonly #catalogMemory: CatalogMemory;
  #catalog: Catalog;
  #committed: Position;
  #stats: WorkerStats | undefined;
  #summary: RulesSummary | undefined;
  #trouble: string | null = null;
  #journalFault: string | null = null;
  #workerFault: string | null = null;
  #damage: string | null = null;
  #nextCall = 0;
  #stopping = false;
  #pending = 0;
  #rate = { since: performance.now(), sequence: 0, perSecond: 0 };
  readonly counters = { accepted: 0, repeated: 0, rejected: 0, refused: 0, requests: 0 };

  private constructor(options: ServiceOptions, parts: ServiceParts) {
    this.options = options;
    this.intake = createIntake({ mappings: options.mappings, index: options.index });
    this.database = parts.database;
    this.alerts = alertSearch(parts.database);
    this.#journal = parts.journal;
    this.#storeId = parts.storeId;
    this.#committed = parts.committed;
    this.#catalog = parts.catalog;
    this.#catalogMemory = parts.catalogMemory;
    this.admission = new Admission(parts.documentIds);
    this.auth = new Authenticator(parts.database, { isOff: options.noAuth });
    this.outputs = new Outputs({ database: parts.database, retention: options.retention, log: options.log });
    this.queries = new QueryThread({
      databasePath: databasePath(options),
      journalFolder: journalFolder(options),
      storeId: parts.storeId,
      paths: options.paths,
    });
    this.events.setMaxListeners(0);
    this.#rate.sequence = parts.journal.durable.sequence;
  }

  /** Opens the data folder, mends what a crash left, and starts the worker. Throws a StoreError where the data cannot be used. */
  static async open(options: ServiceOptions): Promise<Service> {
    mkdirSync(options.data, { recursive: true, mode: 0o700 });
    const database = openDatabase(databasePath(options));
    try {
      return await Service.#openWith(database, options);
    } catch (error) {
      database.close();
      throw isDamage(error) ? new StoreError(damageText(databasePath(options), error)) : error;
    }
  }

  static async #openWith(database: Database, options: ServiceOptions): Promise<Service> {
    const storeId = storeIdOf(options.data);
    const committed = engineStateStore(database).position() ?? { segment: segmentName(0), offset: 0, sequence: 0 };
    const journal = await JournalWriter.open(journalFolder(options), committed.sequence, {
      judged: committed,
      onRepair: (repair) => options.log(repair.kind === "interrupted" ? "warn" : "error", REPAIRS[repair.kind], repair),
    });
    const catalogMemory = new CatalogMemory();
    const catalog = await loadCatalog(options.paths, database, catalogMemory);
    const service = new Service(options, {
      database,
      storeId,
      committed,
      journal,
      catalog,
      catalogMemory,
      documentIds: readDocumentIds(journalFolder(options)),
    });
    service.#startWorker();
    service.outputs.start();
    return service;
  }

  get catalog(): Catalog {
    return this.#catalog;
  }

  get storeId(): string {
    return this.#storeId;
  }

  get stats(): WorkerStats | undefined {
    return this.#stats;
  }

  get rulesSummary(): RulesSummary | undefined {
    return this.#summary;
  }

  get journalFolder(): string {
    return journalFolder(this.options);
  }

  get journal(): Pick<JournalWriter, "durable" | "bytesWritten"> {
    return this.#journal;
  }

  /** Events that wait for the engine. */
  get backlog(): number {
    return Math.max(0, this.#journal.durable.sequence - this.#committed.sequence) + this.#pending;
  }

  /** Events taken per second, over the last seconds. */
  get eventsPerSecond(): number {
    const now = performance.now();
    const { sequence } = this.#journal.durable;
    if (now - this.#rate.since > 2_000)
      this.#rate = { since: now, sequence, perSecond: ((sequence - this.#rate.sequence) * 1_000) / (now - this.#rate.since) };
    return this.#rate.perSecond;
  }

  health(): Health {
    const reasons = [this.#damage, this.#trouble, this.#journalFault, this.#workerFault].filter((reason) => reason !== null);
    if (this.#stats?.clockSkewMs) reasons.push(`the clock of this machine jumped by ${Math.round(this.#stats.clockSkewMs / 1000)} s`);
    if (this.#stats && this.#stats.damagedBytes > 0) reasons.push(`${this.#stats.damagedBytes} bytes of the journal are damaged`);
    const status = reasons.length > 0 ? "degraded" : this.#summary ? "ok" : "starting";
    return { status, reasons };
  }

  /**
   * Refuses new events while too many wait.
   * @throws {HttpError} 429, before anything was taken
   */
  checkRoom(): void {
    if (this.backlog < this.options.mostBacklog) return;
    this.counters.refused++;
    throw rejected(`${this.backlog} events wait to be judged; send again in a moment`);
  }

  /**
   * Takes events: resolves when they are on disk. Gives the sequence number of the first.
   * @throws {HttpError} 429 where the disk takes no more: nothing of these events was taken
   */
  async append(records: readonly NewRecord[], source: FrameSource): Promise<number> {
    this.#pending += records.length;
    try {
      const { firstSequence, end } = await this.#journal.append(records, source, this.#clock.now());
      this.#journalFault = null;
      this.counters.accepted += records.length;
      this.#tell({ kind: "journal", end });
      return firstSequence;
    } catch (error) {
      this.#journalFault = isFull(error) ? "the disk is full: no events are taken" : `the journal cannot be written: ${messageOf(error)}`;
      this.options.log("error", this.#journalFault);
      throw rejected(this.#journalFault);
    } finally {
      this.#pending -= records.length;
    }
  }

  /** SQLite has met a damaged page: nothing but a person mends that. */
  noteDamage(error: Error): void {
    const text = damageText(databasePath(this.options), error);
    if (this.#damage !== text) this.options.log("error", text);
    this.#damage = text;
  }

  /** Reads rules, exceptions and value lists anew, here and in the worker. Resolves when they are in force. */
  async reload(): Promise<RulesSummary> {
    this.#catalog = await loadCatalog(this.options.paths, this.database, this.#catalogMemory);
    const summary = (await this.#ask((call) => ({ kind: "reload", call }))) as RulesSummary;
    this.#rulesChanged(summary);
    return summary;
  }

  async triage(ids: readonly string[], change: Triage): Promise<readonly StoredAlert[]> {
    const changed = (await this.#ask((call) => ({ kind: "triage", call, ids, change }))) as readonly StoredAlert[];
    this.events.emit("triaged", changed);
    return changed;
  }

  setRetention(retention: Retention): void {
    this.#tell({ kind: "retention", retention });
  }

  /** Takes no more events, judges and commits what is there, and lets go of everything. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.outputs.stop();
    await this.queries.stop();
    await this.#journal.close();
    const worker = this.#worker;
    if (worker) {
      const ended = new Promise<void>((done) => worker.once("exit", () => done()));
      this.#tell({ kind: "stop" });
      const timer = setTimeout(() => void worker.terminate(), STOP_MS);
      await ended;
      clearTimeout(timer);
    }
    this.database.close();
  }

  #startWorker(): void {
    const { latenessMs, paths } = this.options;
    const retention = retentionOf(readSettings(this.database, this.options.retention));
    const settings: WorkerSettings = {
      databasePath: databasePath(this.options),
      journalFolder: this.journalFolder,
      storeId: this.#storeId,
      paths,
      latenessMs,
      retention,
      end: this.#journal.durable,
      compileCache: module.getCompileCacheDir(),
    };
    const worker = new Worker(workerFile(), {
      workerData: settings,
      resourceLimits: { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2048 },
    });
    this.#worker = worker;
    worker.on("message", (message: FromWorker) => this.#hear(message));
    worker.on("error", (error: Error) => {
      this.#workerFault = `the engine has stopped: ${error.message}`;
      this.options.log("error", "the engine has stopped", { error: error.message, stack: error.stack });
    });
    worker.on("exit", () => this.#workerEnded());
  }

  /** Starts another one: it goes on from the last commit. */
  #workerEnded(): void {
    for (const { reject } of this.#calls.values()) reject(new HttpError(503, "unavailable", "the engine has stopped"));
    this.#calls.clear();
    this.#worker = undefined;
    if (this.#stopping) return;
    setTimeout(() => this.#stopping || this.#startWorker(), 1_000).unref();
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case "ready":
        this.#workerFault = null;
        this.#rulesChanged(message.summary);
        break;
      case "committed":
        this.#committed = message.position;
        if (message.alerts.length > 0) this.events.emit("alerts", message.alerts);
        break;
      case "stats":
        this.#stats = message.stats;
        break;
      case "reply":
        this.#calls.get(message.call)?.resolve(message.result);
        this.#calls.delete(message.call);
        break;
      case "failed":
        this.#calls.get(message.call)?.reject(new HttpError(503, "unavailable", message.message));
        this.#calls.delete(message.call);
        break;
      case "log":
        this.options.log(message.level, message.message, message.details);
        break;
      case "trouble":
        if (message.message !== this.#trouble)
          this.options.log(message.message ? "error" : "info", message.message ?? "the database can be written again");
        this.#trouble = message.message;
        break;
    }
  }

  #rulesChanged(summary: RulesSummary): void {
    this.#summary = summary;
    this.events.emit("rules", summary);
  }

  async #ask(message: (call: number) => ToWorker): Promise<RulesSummary | readonly StoredAlert[]> {
    const call = this.#nextCall++;
    const answer = Promise.withResolvers<RulesSummary | readonly StoredAlert[]>();
    this.#calls.set(call, answer);
    if (!this.#worker) throw new HttpError(503, "unavailable", "the engine is not running");
    const timer = setTimeout(() => answer.reject(new HttpError(503, "unavailable", "the engine does not answer")), ANSWER_MS);
    try {
      this.#tell(message(call));
      return await answer.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  #tell(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }
}

const REPAIRS: Readonly<Record<JournalRepair["kind"], string>> = {
  interrupted: "cut off a write that was interrupted; nobody was told that it had succeeded",
  changed:
    "cut off the last frame of the journal, which is not what was written: the power failed while it was, or the disk has changed it since; " +
    "in the latter case events were acknowledged that are lost, and whoever sent them may send them again",
  lost: "the end of the journal is damaged; it had been judged, so its alerts are there, and its events are lost to hunts",
};

interface ServiceParts {
  readonly database: Database;
  readonly storeId: string;
  readonly committed: Position;
  readonly journal: JournalWriter;
  readonly catalog: Catalog;
  readonly catalogMemory: CatalogMemory;
  readonly documentIds: DocumentIds;
}

const databasePath = ({ data }: ServiceOptions): string => join(data, "tocsin.db");
const journalFolder = ({ data }: ServiceOptions): string => join(data, "journal");

/** The worker's file: TypeScript in a clone, JavaScript in the published package. */
const workerFile = (): URL => new URL(`./detection/worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/** Begins the ids of events of this data folder. In a file of its own: a journal whose database was lost gives the same ids. */
function storeIdOf(data: string): string {
  const file = join(data, "store-id");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const made = randomBytes(8).toString("base64url").replaceAll("_", "a").replaceAll("-", "b").slice(0, 10);
  writeFileSync(file, `${made}\n`, { flush: true });
  return made;
}

const rejected = (reason: string): HttpError =>
  new HttpError(429, "es_rejected_execution_exception", reason, { headers: { "retry-after": "1" } });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
