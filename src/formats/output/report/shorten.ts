import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";

/** UTF-16 units of one text, and of all texts and names of one document, that the page shows. */
export const MAX_TEXT = 10_000;
export const MAX_DOCUMENT = 100_000;
const MAX_DEPTH = 40;

/** A document small enough to keep, as JSON text. */
export interface Shortened {
  readonly json: string;
  /** Texts or values were cut or left out. */
  readonly cut: boolean;
}

/**
 * A document with long texts cut and, past the limit of all texts, values left out; both say so in place. The result is
 * a text of its own: it keeps no large original alive.
 */
export function shorten(document: JsonObject): Shortened {
  const budget = { left: MAX_DOCUMENT, cut: false };
  const kept = shortObject(document, budget, 0);
  return { json: JSON.stringify(kept), cut: budget.cut };
}

interface Budget {
  left: number;
  cut: boolean;
}

function shortValue(value: Json, budget: Budget, depth: number): Json {
  if (typeof value === "string") return shortText(value, budget);
  if (typeof value !== "object" || value === null) {
    budget.left -= 8;
    return value;
  }
  if (depth >= MAX_DEPTH) return leftOut(budget, "… left out: nested too deeply");
  return Array.isArray(value) ? shortList(value, budget, depth) : shortObject(value, budget, depth);
}

function shortText(text: string, budget: Budget): string {
  const room = Math.max(0, Math.min(MAX_TEXT, budget.left));
  budget.left -= Math.min(text.length, room);
  return text.length <= room ? text : leftOut(budget, `${text.slice(0, room)}… ${text.length - room} more characters`);
}

function leftOut(budget: Budget, text: string): string {
  budget.cut = true;
  return text;
}

function shortList(values: readonly Json[], budget: Budget, depth: number): Json[] {
  const kept: Json[] = [];
  for (const value of values) {
    if (budget.left <= 0) {
      kept.push(leftOut(budget, `… ${values.length - kept.length} more values`));
      break;
    }
    kept.push(shortValue(value, budget, depth + 1));
  }
  return kept;
}

function shortObject(object: JsonObject, budget: Budget, depth: number): JsonObject {
  const kept: (readonly [string, Json])[] = [];
  const keys = Object.keys(object);
  for (const key of keys) {
    if (budget.left <= 0) {
      kept.push(["…", leftOut(budget, `${keys.length - kept.length} more fields`)]);
      break;
    }
    kept.push([shortText(key, budget), shortValue(object[key] ?? null, budget, depth + 1)]);
  }
  return Object.fromEntries(kept);
}

/** A text of at most `limit` characters and a note of how many are gone; a text of its own, as in {@link shorten}. */
export const cutText = (text: string, limit: number): string =>
  text.length <= limit ? text : `${Buffer.from(text.slice(0, limit)).toString()}… ${text.length - limit} more characters`;

export const parseShortened = (shortened: Shortened): JsonObject => {
  const value: unknown = JSON.parse(shortened.json);
  return isJsonObject(value) ? value : {};
};
