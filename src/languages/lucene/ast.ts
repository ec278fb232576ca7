import type { Span } from "../../diagnostics/index.ts";

/** A Lucene query string. Plain JSON data; spans are offsets into the query's source. */
export type LuceneAst = LuceneEmpty | LuceneQuery;

/** No clause. `blank`: white space only, which matches nothing; no text at all matches everything. */
export interface LuceneEmpty {
  readonly kind: "empty";
  readonly blank: boolean;
  readonly at: Span;
}

/** Clauses in a row, as written: what is required and what is optional is decided when the query is lowered. */
export interface LuceneQuery {
  readonly kind: "query";
  readonly clauses: readonly LuceneClause[];
  readonly at: Span;
}

export interface LuceneClause {
  /** What stands between this clause and the one before. */
  readonly conjunction: "none" | "and" | "or";
  readonly modifier: "none" | "required" | "prohibited";
  readonly item: LuceneItem;
  readonly at: Span;
}

export type LuceneItem = LuceneGroup | LuceneWord | LucenePhrase | LuceneRegexp | LuceneRange;

interface Fielded {
  /** The field's name, escapes resolved; it may be a pattern with `*`. Null: the group's field, or all fields. */
  readonly field: string | null;
  readonly at: Span;
}
export interface LuceneGroup extends Fielded {
  readonly kind: "group";
  readonly query: LuceneQuery;
}
/** A word as a wildcard pattern (`*`, `?`, `\` escapes); `wild`: it has one of them. */
export interface LuceneWord extends Fielded {
  readonly kind: "word";
  readonly pattern: string;
  readonly wild: boolean;
  /** `word~` (null) or `word~1`. */
  readonly fuzzy?: number | null;
}
export interface LucenePhrase extends Fielded {
  readonly kind: "phrase";
  readonly text: string;
  readonly slop: number;
}
export interface LuceneRegexp extends Fielded {
  readonly kind: "regexp";
  readonly pattern: string;
}
export interface LuceneRange extends Fielded {
  readonly kind: "range";
  readonly low: LuceneBound;
  readonly high: LuceneBound;
}
/** `text` null: open, and then `included`. */
export interface LuceneBound {
  readonly text: string | null;
  readonly included: boolean;
}

/** The text of a word without wildcards. */
export const unescapePattern = (pattern: string): string => pattern.replace(/\\([\s\S])/g, "$1");
