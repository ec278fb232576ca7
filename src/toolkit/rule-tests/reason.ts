import { didYouMean } from "../../diagnostics/index.ts";
import type { Json } from "../../event/json.ts";
import type { Death } from "../../operators/sequence-trace.ts";
import { joinPath } from "../../rules/read/places.ts";
import type { CaseReader } from "./case-reader.ts";
import type { PlainReason, Reason } from "./model.ts";

/** What `silent` can say in one set of words, and what it means. */
export const PLAIN_REASONS: Readonly<Record<PlainReason, string>> = {
  "no match": "no event satisfies the query (of a sequence: any stage)",
  index: "no index pattern of the rule takes the events",
  "no time": "what satisfies the query has no time that the rule could go by",
  "no key": "what satisfies the query lacks a join key or a field to group by",
  "no row": "events satisfy an ES|QL query's first conditions, but none of its later commands leaves a row",
  "below threshold": "events satisfy the query, but too few or too alike",
  "seen before": "the history has the values already",
  "no indicator": "events satisfy the query, but match no indicator",
  apart: "a sample has an event for every stage, but never within one window",
};

/** How a sequence can end, in the words of case files. */
export const ENDS: ReadonlyMap<string, Death> = new Map([
  ["maxspan", "maxspan"],
  ["until", "until"],
  ["displaced", "displaced"],
  ["missing event occurred", "missing_event"],
  ["no next event", "no_next_event"],
  ["still open", "open"],
]);

const FATES = ["excepted", "suppressed", "capped", "duplicate"] as const;

/** Reasons that may stand beside alerts: they say what became of the other matches. */
export const isFate = (reason: Reason): boolean => reason.kind === "fate";

/** `silent`: one reason, or a list of reasons that all hold. */
export function readReasons(reader: CaseReader, value: Json | undefined, path: string): readonly Reason[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [readReason(reader, value, path)].filter((reason) => reason !== undefined);
  if (value.length === 0) reader.fault("T1308", path, "`silent` gives no reason", REASONS_HINT);
  return value.map((item, i) => readReason(reader, item, joinPath(path, i))).filter((reason) => reason !== undefined);
}

const REASONS_HINT = `write ${[...Object.keys(PLAIN_REASONS), "stage N", "missing stage N", ...ENDS.keys(), ...FATES].map((word) => `\`${word}\``).join(", ")}, or the condition that fails`;

function readReason(reader: CaseReader, value: Json, path: string): Reason | undefined {
  if (typeof value !== "string" || value.trim() === "") {
    reader.fault("T1308", path, "`silent` is a reason in words", REASONS_HINT);
    return undefined;
  }
  const text = value.trim().replace(/\s+/g, " ");
  const at = { text, path };
  if (text in PLAIN_REASONS) return { ...at, kind: text as PlainReason };
  const death = ENDS.get(text);
  if (death) return { ...at, kind: "death", death };
  return fateReason(text, path) ?? stageReason(text, path) ?? clauseReason(reader, text, path);
}

/** `capped`, `2 suppressed`, `excepted by Build hosts`. */
function fateReason(text: string, path: string): Reason | undefined {
  const [, count, name, by] = /^(?:(\d+) )?(\w+)(?: by (.+))?$/.exec(text) ?? [];
  const fate = FATES.find((known) => known === name);
  if (!fate) return undefined;
  return { text, path, kind: "fate", fate, ...(count !== undefined && { count: Number(count) }), ...(by !== undefined && { by }) };
}

/** `stage 2` of a sequence, `missing stage 2` of a sample. */
function stageReason(text: string, path: string): Reason | undefined {
  const [, missing, stage] = /^(missing )?stage (\d+)$/.exec(text) ?? [];
  return stage === undefined ? undefined : { text, path, kind: missing === undefined ? "stage" : "missing stage", stage: Number(stage) };
}

/** Anything else is a condition of the query; words that are nearly a reason are a slip. */
function clauseReason(reader: CaseReader, text: string, path: string): Reason | undefined {
  const hint = didYouMean(text, [...Object.keys(PLAIN_REASONS), ...ENDS.keys(), ...FATES]);
  if (hint === undefined) return { text, path, kind: "clause" };
  reader.fault("T1308", path, `there is no reason \`${text}\``, hint);
  return undefined;
}
