import type { Alert } from "../../alerts/alert.ts";
import type { LedgerEntry } from "../../alerts/ledger.ts";
import type { ExceptionSink, LedgerSink } from "../../engine/emitter.ts";
import type { Engine } from "../../engine/contract.ts";
import type { ArrivedLines, LiveLines } from "../../engine/lines/live-lines.ts";
import type { Suppression } from "../../engine/suppression.ts";
import type { StateEntry } from "../../engine/state/journal.ts";
import { type AlertStore, alertStore, type StoredAlert } from "../../store/alerts.ts";
import { type Block, type BlockStore, blockStore } from "../../store/blocks.ts";
import { type Database, inTransaction } from "../../store/database.ts";
import { type EngineStateStore, engineStateStore } from "../../store/engine-state.ts";
import { type ExceptionHits, type ExceptionHitStore, exceptionHitStore } from "../../store/exception-hits.ts";
import { type PlacedFrame, readFrameAt } from "../../store/journal/reader.ts";
import type { Position } from "../../store/journal/segment.ts";
import { type LedgerStore, ledgerStore } from "../../store/ledger.ts";
import { type NewTally, type SourceStore, sourceStore } from "../../store/sources.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { Frame } from "../../store/journal/frame.ts";
import { eventOf } from "../../store/event-document.ts";
import { LineRoom, linesOf } from "../../store/event-lines.ts";
import { accountOf } from "./tallies.ts";

/** The longest frame whose lines are judged by their bytes; what was journaled is complete, so nothing else is asked of them. */
const LINES = { capacity: 4 * 1024 * 1024, guarded: [], marks: undefined };

/** Ledger entries that are kept one by one. */
const LEDGER_KEPT = 500_000;
/** Ledger entries added between two looks at how many there are. */
const LEDGER_TRIM_EVERY = 50_000;

export interface DetectionOptions {
  readonly database: Database;
  readonly journalFolder: string;
  /** Begins the ids of documents that came without one. */
  readonly storeId: string;
  /** Epoch milliseconds, for when alerts were made. */
  readonly wall: () => number;
  /** Told of an event on which the engine failed: our fault, and never the end of the service. */
  readonly onFault: (error: unknown, sequence: number) => void;
}

/**
 * Runs the journal's frames through the engine and commits what came of them: alerts, ledger, changed state, the index over
 * the journal and the position, in one transaction. What could not be committed is kept and tried again.
 */
export class Detection {
  readonly #options: DetectionOptions;
  readonly #alertStore: AlertStore;
  readonly #blockStore: BlockStore;
  readonly #stateStore: EngineStateStore;
  readonly #ledgerStore: LedgerStore;
  readonly #sourceStore: SourceStore;
  readonly #exceptionHitStore: ExceptionHitStore;
  #engine: Engine | undefined;
  #alerts: Alert[] = [];
  #blocks: Block[] = [];
  #sources: NewTally[] = [];
  #entries: StateEntry[] = [];
  #ledger: LedgerEntry[] = [];
  #ledgerAdded = 0;
  #exceptionHits = new Map<string, ExceptionHits>();
  #uncommitted = 0;
  /** Groups that grew since the last commit. */
  #suppressed = new Map<string, { readonly ruleId: string; readonly suppression: Suppression }>();
  readonly #lineRoom = new LineRoom();
  /** The frame that was recalled last: events of one time lie together. */
  #recalled: Frame | undefined;

  constructor(options: DetectionOptions) {
    const { database } = options;
    this.#options = options;
    this.#alertStore = alertStore(database);
    this.#blockStore = blockStore(database);
    this.#stateStore = engineStateStore(database);
    this.#ledgerStore = ledgerStore(database);
    this.#sourceStore = sourceStore(database);
    this.#exceptionHitStore = exceptionHitStore(database);
  }

  /**
   * An event again by its sequence number, for the engine: frames that were judged but are not committed yet lie where they
   * were read, the others where the database says.
   */
  readonly recall = (sequence: number): EventDocument | undefined => {
    const { firstSequence, records } = this.#recalled ?? NO_FRAME;
    if (sequence < firstSequence || sequence >= firstSequence + records) {
      const block = this.#blocks.find((each) => isIn(each, sequence)) ?? this.#blockStore.holding(sequence);
      this.#recalled = block && readFrameAt(this.#options.journalFolder, block.segment, block.offset);
    }
    const frame = this.#recalled;
    const entry = frame?.entries[sequence - frame.firstSequence];
    return frame && entry && eventOf(entry, frame, this.#options.storeId);
  };

  /** Takes the engine, made with {@link note} as its ledger, and gives it the saved state. Gives the ids of rules that start empty. */
  start(engine: Engine): readonly string[] {
    this.#engine = engine;
    return engine.restore(this.#stateStore.entries());
  }

  get engine(): Engine {
    if (!this.#engine) throw new Error("invariant: no engine yet");
    return this.#engine;
  }

  readonly note: LedgerSink = (entry, suppression) => {
    this.#ledger.push(entry);
    if (entry.fate !== "suppressed" || !suppression) return;
    const key = JSON.stringify([entry.rule_id, suppression.instance, suppression.slot]);
    this.#suppressed.set(key, { ruleId: entry.rule_id, suppression });
  };

  readonly noteExcepted: ExceptionSink = (ruleId, { list, id: item }) => {
    const key = JSON.stringify([ruleId, list, item]);
    const hits = (this.#exceptionHits.get(key)?.hits ?? 0) + 1;
    this.#exceptionHits.set(key, { ruleId, list, item, hits, last: this.#options.wall() });
  };

  /** Events judged since the last commit. */
  get uncommitted(): number {
    return this.#uncommitted;
  }

  /** Events that were judged before a restart and still waited for the clock then. */
  recollect(frame: Frame, from: number): void {
    const lines = frame.firstSequence >= from ? this.#linesOf(frame) : undefined;
    if (lines) lines.live.recollect(lines.block, frame.received);
    else
      for (const record of frame.entries)
        if (record.sequence >= from) this.engine.recollect(eventOf(record, frame, this.#options.storeId), frame.received);
  }

  /** Judges the events of a frame. */
  judge(frame: PlacedFrame): void {
    const { block, sources } = accountOf(frame, this.#options.storeId);
    this.#blocks.push(block);
    this.#sources.push(...sources);
    this.#uncommitted += frame.records;
    const lines = this.#linesOf(frame);
    if (lines) this.#take(lines.live.take(lines.block));
    else this.#push(frame);
  }

  #push(frame: Frame): void {
    for (const record of frame.entries) {
      try {
        this.#take(this.engine.push(eventOf(record, frame, this.#options.storeId)));
      } catch (error) {
        this.#options.onFault(error, record.sequence);
      }
    }
  }

  /** The frame's lines and what judges them; undefined where its events must be parsed. */
  #linesOf(frame: Frame): { readonly live: LiveLines; readonly block: ArrivedLines } | undefined {
    const live = this.engine.liveLines({ ...LINES, onFault: this.#options.onFault });
    if (!live || frame.rawBytes > live.capacity) return undefined;
    const block = linesOf(frame, this.#options.storeId, this.#lineRoom);
    return block.bytes.length <= live.capacity ? { live, block } : undefined;
  }

  advance(time: number): void {
    this.#take(this.engine.advance(time));
  }

  /** Alerts that a change of rules gave. */
  take(alerts: Iterable<Alert>): void {
    this.#take(alerts);
  }

  /**
   * Makes it all durable, with the position up to which frames were judged; `also` is done in the same transaction.
   * Throws what the database throws, and can be called again then.
   */
  commit(position: Position, also?: () => void): readonly StoredAlert[] {
    for (const entry of this.engine.changes()) this.#entries.push(entry);
    const stored = inTransaction(this.#options.database, () => {
      const added = this.#alertStore.add(this.#alerts, this.#options.wall());
      for (const { ruleId, suppression } of this.#suppressed.values()) this.#alertStore.grow(ruleId, suppression);
      this.#ledgerStore.add(this.#ledger);
      this.#exceptionHitStore.add(this.#exceptionHits.values());
      for (const block of this.#blocks) this.#blockStore.add(block);
      this.#sourceStore.add(merged(this.#sources));
      this.#stateStore.save(this.#entries, { ...position, waitingFrom: this.engine.waitingFrom() ?? null });
      also?.();
      return added;
    });
    this.#trimLedger();
    this.#alerts = [];
    this.#blocks = [];
    this.#sources = [];
    this.#entries = [];
    this.#ledger = [];
    this.#suppressed.clear();
    this.#exceptionHits.clear();
    this.#uncommitted = 0;
    return stored;
  }

  #take(alerts: Iterable<Alert>): void {
    for (const alert of alerts) this.#alerts.push(alert);
  }

  #trimLedger(): void {
    this.#ledgerAdded += this.#ledger.length;
    if (this.#ledgerAdded < LEDGER_TRIM_EVERY) return;
    this.#ledgerAdded = 0;
    this.#ledgerStore.trim(LEDGER_KEPT);
  }
}

const NO_FRAME = { firstSequence: 0, records: 0 };
const isIn = ({ firstSequence, records }: Block, sequence: number): boolean =>
  sequence >= firstSequence && sequence < firstSequence + records;

/** One tally for each index and client. */
function merged(tallies: readonly NewTally[]): Iterable<NewTally> {
  const all = new Map<string, NewTally>();
  for (const tally of tallies) {
    const key = `${tally.index}\u0000${tally.client}`;
    const known = all.get(key);
    all.set(key, known ? sum(known, tally) : tally);
  }
  return all.values();
}

const sum = (a: NewTally, b: NewTally): NewTally => ({
  ...a,
  events: a.events + b.events,
  bytes: a.bytes + b.bytes,
  lastReceived: Math.max(a.lastReceived, b.lastReceived),
  hosts: [...new Set([...a.hosts, ...b.hosts])],
  lastEvent: b.lastEvent === null ? a.lastEvent : Math.max(a.lastEvent ?? b.lastEvent, b.lastEvent),
});
