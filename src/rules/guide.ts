import { type Diagnostic, diagnosticAt, type Span } from "../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { type RawBlock, readBlocks } from "./guide-text.ts";
import { transformFaults } from "./guide-transform.ts";
import type { Rule } from "./model.ts";
import { nearestSpan, type RuleDocument, textSource } from "./read/document.ts";

/** A question to the host, in osquery's SQL. */
export interface OsqueryBlock {
  readonly kind: "osquery";
  readonly label: string;
  /** May hold `{{field}}`, for values of the alert. */
  readonly query: string;
  readonly ecsMapping: JsonObject;
}

/** A test of one field; `value` may hold `{{field}}`. */
export interface Provider {
  readonly field: string;
  readonly excluded: boolean;
  readonly queryType: "phrase" | "phrases" | "range" | "exists";
  /** A range has a JSON object of bounds as text, phrases a JSON list. */
  readonly value: string;
  readonly valueType: string;
}

/** A search among the events around an alert. */
export interface InvestigateBlock {
  readonly kind: "investigate";
  readonly label: string;
  readonly description: string;
  /** Any of the lists, all of a list's entries. */
  readonly providers: readonly (readonly Provider[])[];
  /** Date math relative to the alert. */
  readonly relativeFrom?: string;
  readonly relativeTo?: string;
}

export type GuideBlock = OsqueryBlock | InvestigateBlock;

const guides = new WeakMap<Rule, readonly GuideBlock[]>();

/** What a rule's investigation guide offers to do, in order; read once. Broken blocks were told when the rule was loaded. */
export function guideOf(rule: Rule): readonly GuideBlock[] {
  let guide = guides.get(rule);
  if (!guide) guides.set(rule, (guide = readGuide(rule.params["note"])));
  return guide;
}

function readGuide(note: Json | undefined): readonly GuideBlock[] {
  if (typeof note !== "string") return [];
  return readBlocks(note).blocks.flatMap((block) => {
    const read = readBlock(block);
    return typeof read === "string" ? [] : [read];
  });
}

/** Faults of a rule's note: none keeps the rule from running. */
export function guideDiagnostics(document: RuleDocument): readonly Diagnostic[] {
  const { rule, transform, format } = document;
  const note = typeof rule["note"] === "string" ? rule["note"] : "";
  const { blocks, faults } = readBlocks(note);
  const inNote = (at: Span): Span => spanInFile(document, note, at);
  const warn = (code: "T1201" | "T1202" | "T1203", at: Span, message: string, hint?: string): Diagnostic =>
    diagnosticAt(document.source, at, code, message, { severity: "warning", hint });
  const transformed = format === "toml" ? transformFaults(note, isJsonObject(transform) ? transform : {}) : [];
  return [
    ...faults.map(({ at, message, hint }) => warn("T1201", inNote(at), message, hint)),
    ...blocks.flatMap((block) => {
      const read = readBlock(block);
      return typeof read === "string" ? [warn("T1202", inNote(block.at), read)] : [];
    }),
    ...transformed.map(({ at, path, message }) => warn("T1203", at ? inNote(at) : nearestSpan(document, path ?? "transform"), message)),
  ];
}

function spanInFile(document: RuleDocument, note: string, at: Span): Span {
  const { toParent } = textSource(document, "rule.note", note);
  const start = toParent?.(at.start) ?? 0;
  return { start, end: Math.max(start + 1, toParent?.(at.end) ?? 0) };
}

/** A block in its form, or what it lacks. */
function readBlock({ plugin, value }: RawBlock): GuideBlock | string {
  const label = textOf(value["label"]);
  if (label === "") return `the \`${plugin}\` block has no \`label\``;
  return plugin === "osquery" ? readOsquery(label, value) : readInvestigate(label, value);
}

function readOsquery(label: string, { query, ecs_mapping }: JsonObject): OsqueryBlock | string {
  if (textOf(query) === "") return "the `osquery` block has no `query`";
  return { kind: "osquery", label, query: textOf(query), ecsMapping: isJsonObject(ecs_mapping) ? ecs_mapping : {} };
}

function readInvestigate(label: string, value: JsonObject): InvestigateBlock | string {
  const { description, providers, relativeFrom, relativeTo } = value;
  if (!Array.isArray(providers)) return "the `investigate` block has no list of `providers`";
  const lists = providers.map((entry) => readProviders(Array.isArray(entry) ? entry : [entry]));
  const complete = lists.filter((list) => list !== undefined);
  if (complete.length < lists.length) return "a provider of the `investigate` block has no `field` or an unknown `queryType`";
  return {
    kind: "investigate",
    label,
    description: textOf(description),
    providers: complete,
    ...(typeof relativeFrom === "string" && { relativeFrom }),
    ...(typeof relativeTo === "string" && { relativeTo }),
  };
}

/** Undefined if one of them is at fault. */
function readProviders(entries: readonly Json[]): readonly Provider[] | undefined {
  const read = entries.map(readProvider).filter((provider) => provider !== undefined);
  return read.length === entries.length ? read : undefined;
}

function readProvider(entry: Json): Provider | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { field, excluded, queryType = "phrase", value, valueType } = entry;
  const type = QUERY_TYPES.find((known) => known === queryType);
  if (textOf(field) === "" || !type) return undefined;
  return {
    field: textOf(field),
    excluded: excluded === true,
    queryType: type,
    value: textOf(value),
    valueType: textOf(valueType) || "string",
  };
}

const QUERY_TYPES = ["phrase", "phrases", "range", "exists"] as const;

/** Texts, numbers and booleans as text; what is missing as an empty one. */
const textOf = (value: Json | undefined): string =>
  value === undefined || value === null || typeof value === "object" ? "" : String(value);
