import type { Alert, SourceEvent } from "../alerts/alert.ts";
import type { EventIdentity } from "../alerts/ids.ts";
import { contentId } from "../alerts/ids.ts";
import { count, type Fate, type LedgerEntry } from "../alerts/ledger.ts";
import { buildSequenceGroup } from "../alerts/sequence-group.ts";
import { formatTime } from "../event/time.ts";
import type { Arena, HeldEvent } from "./arena.ts";
import type { Match } from "./match.ts";
import type { Ordinals } from "./ordinals.ts";

/** Turns settled matches into alerts, and every fate into a count and a ledger entry. */
export class Emitter {
  readonly #arena: Arena;
  readonly #ordinals: Ordinals;
  readonly #ledger: ((entry: LedgerEntry) => void) | undefined;

  constructor(arena: Arena, ordinals: Ordinals, ledger: ((entry: LedgerEntry) => void) | undefined) {
    this.#arena = arena;
    this.#ordinals = ordinals;
    this.#ledger = ledger;
  }

  /** The alerts of a match: one, or the shell of a group followed by its building blocks. Lets go of its events. */
  alerts(match: Match): readonly Alert[] {
    const slot = Number.isNaN(match.slot) ? 0 : match.slot;
    const alerts = match.group ? this.#groupAlerts(match, slot) : [match.rule.builder.event(this.#source(match.held), slot)];
    this.record(match, match.rule.rule.buildingBlock ? "building_block" : "alerted", { alert: String(alerts[0]?.["_id"]) });
    this.#release(match);
    return alerts;
  }

  /** Records a match that makes no alert, and lets go of its events. */
  refuse(match: Match, fate: Fate, reason: string): void {
    this.record(match, fate, { reason });
    this.#release(match);
  }

  record(match: Match, fate: Fate, details: { alert?: string; reason?: string }): void {
    count(match.rule.stats, fate);
    this.#ledger?.({ rule_id: match.rule.rule.id, fate, ...details, ...this.#subject(match), slot: timeText(match.slot) });
  }

  #groupAlerts(match: Match, slot: number): readonly Alert[] {
    const { shell, blocks } = buildSequenceGroup(match.rule.builder, (match.group?.events ?? []).map((held) => this.#source(held)), slot);
    return [shell, ...blocks];
  }

  #subject(match: Match): Pick<LedgerEntry, "event" | "group"> {
    if (!match.group) return { event: { ...this.#place(match.held), time: timeText(match.time) } };
    const { joinKeys, events } = match.group;
    return { group: { join_keys: [...joinKeys], events: events.map((held) => ({ ...this.#place(held) })) } };
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
    for (const held of match.group?.events ?? [match.held]) this.#arena.release(held);
  }
}

const timeText = (time: number): string | null => (Number.isNaN(time) ? null : formatTime(time));
