import { type Alert, provenance, type SourceEvent } from "../alerts/alert.ts";
import type { EventIdentity } from "../alerts/ids.ts";
import { buildEsqlRowAlert } from "../alerts/esql-row.ts";
import { contentId } from "../alerts/ids.ts";
import { count, type Fate, type LedgerEntry } from "../alerts/ledger.ts";
import { layColumns } from "../alerts/lay-columns.ts";
import { buildSequenceGroup } from "../alerts/sequence-group.ts";
import { groupAlertId, suppressionFields } from "../alerts/suppression.ts";
import { buildThresholdAlert, type ThresholdBucket } from "../alerts/threshold.ts";
import { formatTime } from "../event/time.ts";
import type { Json, JsonObject } from "../event/json.ts";
import type { ExceptOp } from "../plan/rule-plan.ts";
import type { Arena, HeldEvent } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { eventsOf, lineageOf, type Match } from "./match.ts";
import type { TracedMatch } from "./rule-trace.ts";
import type { Suppression } from "./suppression.ts";
import type { Ordinals } from "./ordinals.ts";

/** What became of a settled match. */
export interface Emission {
  /** One alert, or the shell of a group followed by its building blocks. */
  readonly alerts: readonly Alert[];
  readonly slot: number;
  /** Rules the alerts come of, directly or through other alerts. */
  readonly lineage: ReadonlySet<string>;
}

/** Told of each match; where it was suppressed, with the group as it is now. */
export type ExceptionSink = (ruleId: string, exception: Pick<ExceptOp, "list" | "id" | "name">) => void;
export type LedgerSink = (entry: LedgerEntry, suppression?: Suppression) => void;

/** Turns settled matches into alerts, and every fate into a count and a ledger entry. */
export class Emitter {
  readonly #arena: Arena;
  readonly #ordinals: Ordinals;
  readonly #ledger: LedgerSink | undefined;

  constructor(arena: Arena, ordinals: Ordinals, ledger: LedgerSink | undefined) {
    this.#arena = arena;
    this.#ordinals = ordinals;
    this.#ledger = ledger;
  }

  /** Makes the alerts of a match, the first with what was suppressed into it, and lets go of its events. */
  emit(match: Match, suppression?: Suppression): Emission {
    const alerts = this.#build(match, slotOrEpoch(match));
    const [first] = alerts;
    if (first && suppression) this.#tellSuppression(match, first, suppression);
    const fate = match.rule.rule.buildingBlock ? "building_block" : "alerted";
    const alert = String(first?.["_id"]);
    match.rule.trace?.settled(traced(match, fate, { alert, suppression }));
    this.#record(match.rule, fate, { alert }, () => this.#subject(match), match.slot);
    const lineage = new Set([match.rule.rule.id, ...lineageOf(match)]);
    this.#release(match);
    return { alerts, slot: match.slot, lineage };
  }

  /** Where the fields of a match are read: its event, the shell of a group, the terms of a bucket. */
  documentOf(match: Match): JsonObject {
    const { subject } = match;
    if (subject.kind === "event") return withColumns(this.#arena.load(subject.held), subject.columns);
    const [first = {}] = this.#build(match, slotOrEpoch(match));
    return first;
  }

  /** Records a match that makes no alert, and lets go of its events. */
  refuse(match: Match, fate: Fate, reason: string, suppression?: Suppression): void {
    match.rule.trace?.settled(traced(match, fate, { reason, suppression }));
    this.#record(match.rule, fate, { reason }, () => this.#subject(match), match.slot, suppression);
    this.#release(match);
  }

  /** Records an event that never became a match of its own: excepted, or too late for state. */
  refuseEvent(rule: CompiledRule, held: HeldEvent, time: number, slot: number, fate: Fate, reason: string): void {
    this.#record(rule, fate, { reason }, () => this.#event(held, time), slot);
  }

  #tellSuppression(match: Match, alert: Alert, suppression: Suppression): void {
    Object.assign(alert, suppressionFields(suppression));
    if (match.subject.kind !== "event" || match.rule.plan.suppress?.values !== "each") return;
    const id = groupAlertId(this.#identity(match.subject.held), match.rule.rule.id, suppression);
    alert["_id"] = id;
    alert["kibana.alert.uuid"] = id;
  }

  #record(
    rule: CompiledRule,
    fate: Fate,
    details: { alert?: string; reason?: string },
    subject: () => LedgerSubject,
    slot: number,
    suppression?: Suppression,
  ): void {
    count(rule.stats, fate);
    this.#ledger?.({ rule_id: rule.rule.id, fate, ...details, ...subject(), slot: timeText(slot) }, suppression);
  }

  #build({ rule, subject }: Match, slot: number): readonly Alert[] {
    switch (subject.kind) {
      case "event": {
        const source = this.#source(subject.held);
        const alert = rule.builder.event({ ...source, document: withColumns(source.document, subject.columns) }, slot, subject.salt);
        return [subject.fields ? { ...alert, ...subject.fields } : alert];
      }
      case "group": {
        const { shell, blocks } = buildSequenceGroup(
          rule.builder,
          subject.events.map((held) => this.#source(held)),
          slot,
        );
        return [shell, ...blocks];
      }
      case "bucket":
        return [buildThresholdAlert(rule.builder, subject.bucket, slot)];
      case "row":
        return [buildEsqlRowAlert(rule.builder, subject.row, slot)];
    }
  }

  #subject({ subject, time }: Match): LedgerSubject {
    switch (subject.kind) {
      case "event":
        return this.#event(subject.held, time);
      case "group":
        return {
          group: { join_keys: [...subject.joinKeys], events: subject.events.map((held) => ({ ...this.#place(held) })) },
          ...provenanceOf(subject.events),
        };
      case "bucket":
        return { group: bucketText(subject.bucket) };
      case "row":
        return { group: { ...subject.row, from: formatTime(subject.row.from), to: formatTime(subject.row.to) } };
    }
  }

  #event(held: HeldEvent, time: number): LedgerSubject {
    return { event: { ...this.#place(held), time: timeText(time) }, ...provenance(held.origin) };
  }

  #place(held: HeldEvent): { id: string; index: string } {
    return { id: held.identity?.id ?? contentId(held.contentHash ?? "", this.#ordinals.peek(held)), index: held.index };
  }

  #source(held: HeldEvent): SourceEvent {
    return { document: this.#arena.load(held), identity: this.#identity(held), origin: held.origin };
  }

  #identity(held: HeldEvent): EventIdentity {
    return held.identity ?? { id: contentId(held.contentHash ?? "", this.#ordinals.of(held)), index: held.index };
  }

  #release(match: Match): void {
    for (const held of eventsOf(match)) this.#arena.release(held);
  }
}

function traced(match: Match, fate: Fate, { suppression, ...details }: TraceDetails): TracedMatch {
  const { slot, subject } = match;
  return {
    fate,
    slot,
    events: eventsOf(match).map((held) => held.key),
    ...details,
    ...(suppression && { suppression }),
    ...(subject.kind === "group" && { joinKeys: subject.joinKeys }),
    ...(subject.kind === "bucket" && { bucket: subject.bucket }),
    ...(subject.kind === "event" && subject.fields && { fields: subject.fields }),
    ...(subject.kind === "event" && subject.columns && { columns: subject.columns }),
    ...(subject.kind === "row" && { columns: subject.row.columns }),
  };
}

/** What a line of the ledger is about. */
type LedgerSubject = Pick<LedgerEntry, "event" | "group" | "tocsin.source">;

function provenanceOf(events: readonly HeldEvent[]): Pick<LedgerEntry, "tocsin.source"> {
  const places = events.flatMap(({ origin }) => Object.values(provenance(origin)));
  return places.length === 0 ? {} : { "tocsin.source": places };
}

type TraceDetails = Pick<TracedMatch, "reason" | "alert"> & { readonly suppression: Suppression | undefined };

const withColumns = (document: JsonObject, columns: JsonObject | undefined): JsonObject =>
  columns ? layColumns(document, columns) : document;

/** Alerts of events without a readable time stand at the epoch. */
const slotOrEpoch = ({ slot }: Match): number => (Number.isNaN(slot) ? 0 : slot);

const timeText = (time: number): string | null => (Number.isNaN(time) ? null : formatTime(time));

const bucketText = ({ terms, count: events, from, to }: ThresholdBucket): JsonObject => ({
  terms: terms.map((term): Json => ({ ...term })),
  count: events,
  from: formatTime(from),
  to: formatTime(to),
});
