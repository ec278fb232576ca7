import { eql } from "./eql/index.ts";
import { createEsql } from "./esql/index.ts";
import { kuery } from "./kuery/index.ts";
import type { Language } from "./language.ts";
import { lucene } from "./lucene/index.ts";

/** ES|QL, with the languages that its search functions hold. */
export const esql = createEsql({ kql: kuery, qstr: lucene });

/** Every query language that lowers to a plan. What one of them parses can only go back to the same one. */
export const LANGUAGES: readonly Language[] = [eql, kuery, lucene, esql];

/** The language of that id or alias (`kql` for `kuery`). */
export const languageOf = (name: string): Language | undefined =>
  LANGUAGES.find(({ id, aliases }) => id === name || aliases.includes(name));
