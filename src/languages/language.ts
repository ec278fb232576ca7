import type { Diagnostic, Source, Span } from "../diagnostics/index.ts";
import type { FieldTable } from "../event/field-type.ts";
import type { EsqlOp } from "../plan/esql.ts";
import type { Plan } from "../plan/plan.ts";
import type { LocalTables } from "./local-tables.ts";

export type LanguageId = "eql" | "kuery" | "lucene" | "esql";

/** A token as an editor and `--plan` show it. */
export interface Token {
  readonly kind: string;
  readonly text: string;
  readonly span: Span;
}

/** What a parser gives: never throws. `ast` is present whenever the text could be understood well enough to go on. */
export interface Parsed<Ast> {
  readonly source: Source;
  readonly ast?: Ast;
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a query is compiled against. */
export interface LowerEnv {
  readonly fields: FieldTable;
  /** EQL's category field. Default `event.category`. */
  readonly categoryField?: string;
  /** An unknown field is an error instead of a warning. A table with `explicit` set has its own law per language. */
  readonly strict?: boolean;
  /** KQL: values of keyword fields are equal in either case of ASCII letters (`case_insensitive`). */
  readonly foldKeywords?: boolean;
  /** Lucene: what a word without a field is looked for in (default: all fields), and how words beside each other are joined. */
  readonly queryString?: { readonly field?: string; readonly operator?: "and" | "or" };
  /** ES|QL's LOOKUP JOIN and ENRICH read these. Default: there are none. */
  readonly tables?: LocalTables;
}

export interface Lowered {
  /** Absent where there is an error among the diagnostics, and of ES|QL. */
  readonly plan?: Plan;
  /** Of ES|QL, which gives rows instead of events; absent where there is an error. */
  readonly rows?: EsqlOp;
  readonly diagnostics: readonly Diagnostic[];
}

/** A query language: text ▸ tokens ▸ AST ▸ plan. It never sees an event. */
export interface Language<Ast = unknown> {
  readonly id: LanguageId;
  /** Other names users give it: `kql` for `kuery`. */
  readonly aliases: readonly string[];
  parse(source: Source): Parsed<Ast>;
  /** Text that parses to the same AST (spans apart), laid out for reading. */
  print(ast: Ast): string;
  lower(parsed: Parsed<Ast>, env: LowerEnv): Lowered;
  /**
   * A name that an explicit mapping lacks may be a field that documents add to it (dynamic mapping), so it is looked for in
   * the documents of a search. Absent: such a name matches nothing.
   */
  readonly learnsFields?: true;
  /** Names of fields that the query can do without, whatever the table says (EQL's `?field`). Absent: there are none. */
  optionalFields?(ast: Ast): ReadonlySet<string>;
}
