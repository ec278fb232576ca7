import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { textOf } from "../ecs-document.ts";
import type { EventData } from "./event.ts";

/** A whole number from decimal or hexadecimal text (`0x1410`), or a number; undefined where it is none or too large. */
export function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Text that says something: not absent, empty or `-`. */
export function wordOf(value: Json | undefined): string | undefined {
  const text = textOf(value);
  return text === undefined || text === "" || text === "-" ? undefined : text;
}

/** The text of an event data entry; undefined where it is absent, empty or `-`. */
export const dataText = (data: EventData, name: string): string | undefined => wordOf(data.get(name));

/** Takes an entry out of the data: its text has found its own field. */
export function takeText(data: EventData, name: string): string | undefined {
  const text = dataText(data, name);
  data.delete(name);
  return text;
}

/** Values that say nothing. */
const EMPTY = new Set(["", "-", "{00000000-0000-0000-0000-000000000000}"]);

const LONGEST_EMPTY = 38;

/** Deletes the entries that say nothing. */
export function dropEmpty(data: EventData): void {
  for (const [name, value] of data) {
    if (value === null || (typeof value === "string" && value.length <= LONGEST_EMPTY && EMPTY.has(value))) data.delete(name);
  }
}

/** A list of data without names: `param1`, `param2`, …. */
export function addUnnamed(data: EventData, values: readonly Json[]): void {
  for (const value of values) if (value !== null) data.set(`param${data.size + 1}`, scalar(value));
}

/** Event data from an object by name. Numbers become texts, as Windows shows them. */
export function dataOf(object: JsonObject): EventData {
  const data: EventData = new Map();
  for (const key in object) {
    const value = object[key];
    if (value !== undefined && value !== null && !isMeta(key)) data.set(key, scalar(value));
  }
  return data;
}

/** What evtx_dump and our own reader put beside the data. */
const isMeta = (key: string): boolean => key.startsWith("#") || key.endsWith("_attributes");

function scalar(value: Json): Json {
  if (isJsonObject(value) && "#text" in value && value["#text"] !== undefined) return scalar(value["#text"]);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

/** Words between white space. */
export function wordsIn(text: string): string[] {
  const words: string[] = [];
  let word = "";
  for (const char of `${text} `) {
    if (char > " ") word += char;
    else if (word !== "") {
      words.push(word);
      word = "";
    }
  }
  return words;
}
