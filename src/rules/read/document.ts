import { type Diagnostic, embedSource, type Source, type Span } from "../../diagnostics/index.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import type { Rule } from "../model.ts";
import { once, type Places } from "./places.ts";

export type RuleFormat = Rule["format"];

/** One rule as its file says it, before any check. */
export interface RuleDocument {
  /** The whole file. */
  readonly source: Source;
  readonly format: RuleFormat;
  readonly rule: JsonObject;
  /** A table, unless the file is at fault. */
  readonly metadata: Json;
  readonly transform?: Json;
  /** Found by reading the text once more, when first asked for: most rules have no fault to point at. */
  readonly places: () => Places;
}

/** An exception list, an exception item, or a file's tables of both, before any check. */
export interface ExceptionDocument {
  readonly source: Source;
  readonly format: RuleFormat;
  readonly value: JsonObject;
  /** Prefix of the paths in `places` to the value itself; empty where it is the whole file. */
  readonly base: string;
  readonly places: () => Places;
}

/** What stands beside rules in exports and is not read as one. */
export type SkippedKind = "exception" | "connector" | "summary" | "stub";

/** What one file holds. Nothing is silently dropped: a part is a document, a problem or counted in `skipped`. */
export interface FileContent {
  readonly documents: readonly RuleDocument[];
  readonly problems: readonly Diagnostic[];
  readonly skipped: Readonly<Partial<Record<SkippedKind, number>>>;
  /** The exceptions among what is skipped, for who reads those. */
  readonly exceptions: readonly ExceptionDocument[];
}

/** A file format: one reader a file, one line in `table.ts`. Never throws on bad text. */
export interface RuleReader {
  readonly format: RuleFormat;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Whether a text of unknown name looks like this format. */
  sniff(text: string): boolean;
  read(source: Source): FileContent;
}

/** Puts a document together; `locate` runs once, when a place is first asked for. */
export function ruleDocument(
  source: Source,
  format: RuleFormat,
  parts: { readonly rule: JsonObject; readonly metadata?: Json | undefined; readonly transform?: Json | undefined },
  locate: () => Places,
): RuleDocument {
  const { rule, metadata = {}, transform } = parts;
  return { source, format, rule, metadata, ...(transform !== undefined && { transform }), places: once(locate) };
}

/** The same for exceptions. */
export function exceptionDocument(
  source: Source,
  format: RuleFormat,
  value: JsonObject,
  base: string,
  locate: () => Places,
): ExceptionDocument {
  return { source, format, value, base, places: once(locate) };
}

/** The content of a text that is at fault as a whole. */
export const faultyContent = (...problems: readonly Diagnostic[]): FileContent => ({
  documents: [],
  problems,
  skipped: {},
  exceptions: [],
});

/** The text at a path as a source of its own, whose faults are reported at the file's lines. */
export function textSource(document: Pick<RuleDocument, "source" | "places">, path: string, text: string): Source {
  const { source } = document;
  let inner: Source | undefined;
  const find = (): Source => {
    const place = document.places().get(path);
    return embedSource(source, text, place?.offsets?.(text) ?? [place?.value.start ?? 0]);
  };
  return { name: source.name, text, parent: source, toParent: (offset) => (inner ??= find()).toParent?.(offset) ?? 0 };
}

/** The value at a path, or what encloses it where the path itself is not written in the file. */
export function nearestSpan(document: Pick<RuleDocument, "places">, path: string): Span {
  const places = document.places();
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const place = places.get(at);
    if (place) return at === path ? place.value : (place.key ?? headOf(place.value));
  }
  return { start: 0, end: 0 };
}

/** The key at a path; the value where it has no key. */
export const keySpan = (document: Pick<RuleDocument, "places">, path: string): Span =>
  document.places().get(path)?.key ?? nearestSpan(document, path);

/** A value that spans many lines is pointed at by its first character. */
const headOf = (value: Span): Span => ({ start: value.start, end: Math.min(value.end, value.start + 1) });
