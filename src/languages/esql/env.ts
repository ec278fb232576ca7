import type { Language, LowerEnv } from "../language.ts";

/** The languages that ES|QL's search functions hold: KQL() and QSTR(). */
export interface InnerLanguages {
  readonly kql: Language;
  readonly qstr: Language;
}

/** What a query is compiled against, and the languages in it. */
export interface EsqlEnv extends LowerEnv {
  readonly inner: InnerLanguages;
}
