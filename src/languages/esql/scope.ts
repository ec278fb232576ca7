import { type Code, type Diagnostic, diagnosticAt, type Severity, type Source, type Span } from "../../diagnostics/index.ts";
import type { EsqlType } from "../../functions/esql/type.ts";
import type { EsqlField } from "../../plan/esql.ts";
import type { EsqlEnv } from "./env.ts";
import type { FieldUse } from "./infer.ts";

/** What lowering one query shares. */
export interface Scope {
  readonly source: Source;
  readonly env: EsqlEnv;
  readonly diagnostics: Diagnostic[];
  report(code: Code, at: Span, message: string, hint?: string, severity?: Severity): void;
  /** Fields of the source that the query reads, by name; grows. */
  readonly fields: Map<string, EsqlField>;
  /** What the query does with fields that no table knows. */
  readonly uses: ReadonlyMap<string, FieldUse>;
  /** Names that have been told to be unknown: once is enough. */
  readonly told: Set<string>;
  /** `SET unmapped_fields`: what a column that an explicit mapping lacks is. */
  readonly unmapped: "fail" | "nullify" | "load";
  /** `SET time_zone`, where it is not UTC. */
  readonly zone: string | undefined;
  /** All has been told: the query is read once more, only to have its columns in order. */
  readonly again: boolean;
}

/** A query with more faults than this is not ES|QL; the rest is not told. */
const MAX_FAULTS = 30;

/** What SET says. */
export type Settings = Pick<Scope, "unmapped" | "zone">;

export function openScope(source: Source, env: EsqlEnv, uses: Scope["uses"], { unmapped, zone }: Settings, again = false): Scope {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  return {
    source,
    env,
    diagnostics,
    fields: new Map(),
    uses,
    told: new Set(),
    unmapped,
    zone,
    again,
    report(code, at, message, hint, severity = "error") {
      const key = `${code}:${at.start}:${at.end}`;
      if (seen.has(key) || seen.size >= MAX_FAULTS) return;
      seen.add(key);
      diagnostics.push(diagnosticAt(source, at, code, message, { severity, hint }));
    },
  };
}

/** The text of a node as it was written, for messages: cut where it is long. */
export function textOf({ source }: Scope, { span: { start, end } }: { readonly span: Span }): string {
  return end - start > MAX_TEXT ? `${source.text.slice(start, start + MAX_TEXT)}…` : source.text.slice(start, end);
}

const MAX_TEXT = 200;

/** `12:5`, as Elasticsearch's messages name a place of the query. */
export function placeOf({ source: { text } }: Scope, { start }: Span): string {
  const before = text.slice(0, start);
  return `${before.split("\n").length}:${start - before.lastIndexOf("\n")}`;
}

/** «found value [x] type [long]», as Elasticsearch's type errors end. */
export const foundText = (scope: Scope, node: { readonly span: Span }, type: EsqlType): string =>
  `found value [${textOf(scope, node)}] type [${type}]`;

/** `first` to `fifth`, then `6th`. */
export const ordinal = (index: number): string => ["first", "second", "third", "fourth", "fifth"][index] ?? `${index + 1}th`;
