import type { EsqlResultRow } from "../../alerts/esql-row.ts";
import type { ThresholdBucket } from "../../alerts/threshold.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import type { Arena } from "../arena.ts";
import type { CompiledRule } from "../compile-rules.ts";
import { eventsOf, type Match, matchKey, type MatchSubject } from "../match.ts";
import { loadTime, saveTime } from "./saved-order.ts";

type SavedSubject =
  | {
      readonly kind: "event";
      readonly event: number;
      readonly fields: JsonObject | null;
      readonly columns?: JsonObject;
      readonly salt: string | null;
    }
  | { readonly kind: "row"; readonly row: EsqlResultRow; readonly lineage: readonly string[] }
  | { readonly kind: "group"; readonly events: readonly number[]; readonly joinKeys: readonly (string | null)[] }
  | { readonly kind: "bucket"; readonly bucket: ThresholdBucket; readonly ends: readonly number[]; readonly lineage: readonly string[] };

interface SavedMatch {
  readonly time: number | null;
  readonly slot: number | null;
  readonly subject: SavedSubject;
}

/** What tells the matches of a rule that wait at the same time apart. */
export const matchId = (match: Match): string => {
  if (match.subject.kind === "bucket" || match.subject.kind === "row") return matchKey(match);
  const events = eventsOf(match)
    .map((held) => held.key)
    .join(",");
  return match.subject.kind === "event" ? `${events}/${match.subject.salt ?? ""}` : `${events}/${match.slot}`;
};

export function saveMatch({ time, slot, subject }: Match): Json {
  const saved: SavedMatch = { time: saveTime(time), slot: saveTime(slot), subject: saveSubject(subject) };
  return saved as unknown as Json;
}

export function loadMatch(state: Json, rule: CompiledRule, arena: Arena): Match {
  const { time, slot, subject } = state as unknown as SavedMatch;
  return { rule, time: loadTime(time), slot: loadTime(slot), subject: loadSubject(subject, arena) };
}

function saveSubject(subject: MatchSubject): SavedSubject {
  switch (subject.kind) {
    case "event":
      return {
        kind: "event",
        event: subject.held.key,
        fields: subject.fields ?? null,
        ...(subject.columns && { columns: subject.columns }),
        salt: subject.salt ?? null,
      };
    case "row":
      return subject;
    case "group":
      return { kind: "group", events: subject.events.map((held) => held.key), joinKeys: subject.joinKeys };
    case "bucket":
      return { kind: "bucket", bucket: subject.bucket, ends: subject.ends.map((held) => held.key), lineage: subject.lineage };
  }
}

function loadSubject(saved: SavedSubject, arena: Arena): MatchSubject {
  switch (saved.kind) {
    case "event": {
      const { event, fields, columns, salt } = saved;
      return {
        kind: "event",
        held: arena.regain(event),
        ...(fields && { fields }),
        ...(columns && { columns }),
        ...(salt !== null && { salt }),
      };
    }
    case "row":
      return saved;
    case "group":
      return { kind: "group", events: saved.events.map((key) => arena.regain(key)), joinKeys: saved.joinKeys };
    case "bucket":
      return { kind: "bucket", bucket: saved.bucket, ends: saved.ends.map((key) => arena.regain(key)), lineage: saved.lineage };
  }
}
