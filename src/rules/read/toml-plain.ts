import type { Span } from "../../diagnostics/index.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import { joinPath, type Place } from "./places.ts";
import { textOffsets } from "./toml-offsets.ts";
import { CHAR, NOT_PLAIN, notPlain, TomlText } from "./toml-text.ts";

/** Deeper lists and tables are left to the full parser. */
const MAX_DEPTH = 50;

/** What a plain TOML text says, and where: without `places`, only what. */
export interface PlainToml {
  readonly values: JsonObject;
  readonly places: Map<string, Place>;
}

/**
 * Reads TOML as rule files are written: tables in any order but none twice, keys without dots, texts, numbers and
 * booleans. Gives what the full parser would, many times quicker; undefined for any other text, be it right or wrong.
 */
export function readPlainToml(text: string, wants: { readonly places: boolean }): PlainToml | undefined {
  try {
    return new PlainReader(text, wants.places).read();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

class PlainReader {
  readonly #text: TomlText;
  readonly #noting: boolean;
  readonly #values: JsonObject = {};
  readonly #places = new Map<string, Place>();
  /** Tables and lists of tables that a header may go into: those that headers made. */
  readonly #open = new Set<Json>([this.#values]);

  constructor(text: string, noting: boolean) {
    this.#text = new TomlText(text);
    this.#noting = noting;
  }

  read(): PlainToml {
    const text = this.#text;
    let table = this.#values;
    let path = "";
    while (text.gap()) {
      if (text.take(CHAR.open)) [table, path] = this.#header();
      else this.#entry(table, path, 0);
      text.lineEnd();
    }
    return { values: this.#values, places: this.#places };
  }

  /** `[a.b]` or `[[a.b]]` ▸ the new table, and its path. */
  #header(): [JsonObject, string] {
    const text = this.#text;
    const isItem = text.take(CHAR.open);
    text.blanks();
    const start = text.at;
    const keys = [text.key()];
    let end = text.at;
    for (text.blanks(); text.take(CHAR.dot); text.blanks()) {
      text.blanks();
      keys.push(text.key());
      end = text.at;
    }
    text.expect(CHAR.close);
    if (isItem) text.expect(CHAR.close);
    return this.#tableAt(keys, isItem, { start, end });
  }

  #tableAt(keys: readonly string[], isItem: boolean, at: Span): [JsonObject, string] {
    let table: JsonObject = this.#values;
    let path = "";
    const last = keys.length - 1;
    for (const [i, key] of keys.entries()) {
      const found: Json | undefined = Object.hasOwn(table, key) ? table[key] : undefined;
      if (found !== undefined && (!this.#open.has(found) || (i === last && !(isItem && Array.isArray(found))))) notPlain();
      path = this.#head(path, key, at);
      let next = found;
      if (i === last && isItem) {
        const list = (found ?? this.#opened((table[key] = []))) as Json[];
        path = this.#head(path, list.length, at);
        next = this.#opened({});
        list.push(next);
      } else if (Array.isArray(next)) {
        path = this.#head(path, next.length - 1, at);
        next = next.at(-1);
      }
      next ??= this.#opened((table[key] = {}));
      table = next as JsonObject;
    }
    return [table, path];
  }

  #opened<Value extends Json>(value: Value): Value {
    this.#open.add(value);
    return value;
  }

  /** Every part of a header's path that was not named before gets the header's place. */
  #head(base: string, key: string | number, at: Span): string {
    if (!this.#noting) return "";
    const path = joinPath(base, key);
    if (!this.#places.has(path)) this.#places.set(path, { key: at, value: at });
    return path;
  }

  #entry(table: JsonObject, base: string, depth: number): void {
    const text = this.#text;
    const start = text.at;
    const name = text.key();
    const key = { start, end: text.at };
    text.blanks();
    text.expect(CHAR.equals);
    text.blanks();
    if (Object.hasOwn(table, name)) notPlain();
    table[name] = this.#value(this.#noting ? joinPath(base, name) : "", depth, key);
  }

  #value(path: string, depth: number, key?: Span): Json {
    const text = this.#text;
    const at = { start: text.at, end: text.at };
    if (this.#noting) this.#note(path, at, key);
    const value = text.take(CHAR.open)
      ? this.#list(path, depth + 1)
      : text.take(CHAR.openTable)
        ? this.#table(path, depth + 1)
        : text.scalar();
    at.end = text.at;
    return value;
  }

  #note(path: string, value: Span, key?: Span): void {
    const { text, next } = this.#text;
    if (this.#places.has(path)) return;
    const isText = next === CHAR.quote || next === CHAR.apostrophe;
    const offsets = isText ? (decoded: string) => textOffsets(text, value, decoded) : undefined;
    this.#places.set(path, { ...(key && { key }), value, ...(offsets && { offsets }) });
  }

  #list(path: string, depth: number): Json[] {
    const list: Json[] = [];
    this.#items(CHAR.close, depth, () => list.push(this.#value(this.#noting ? joinPath(path, list.length) : "", depth)));
    return list;
  }

  #table(path: string, depth: number): JsonObject {
    const table: JsonObject = {};
    this.#items(CHAR.closeTable, depth, () => this.#entry(table, path, depth));
    return table;
  }

  /** What stands between commas, up to what closes it; the last may have a comma too. */
  #items(close: number, depth: number, read: () => void): void {
    const text = this.#text;
    if (depth > MAX_DEPTH) notPlain();
    for (;;) {
      text.gap();
      if (text.take(close)) return;
      read();
      text.gap();
      if (text.take(close)) return;
      text.expect(CHAR.comma);
    }
  }
}
