import type { Language } from "../language.ts";
import type { EsqlQuery } from "./ast.ts";
import type { InnerLanguages } from "./env.ts";
import { lowerEsql } from "./lower.ts";
import { parseEsql } from "./parser.ts";
import { printEsql } from "./print.ts";

export type { EsqlQuery } from "./ast.ts";

/**
 * Elasticsearch's piped language: rows from events, through commands.
 * @param inner what KQL() and QSTR() are written in
 */
export const createEsql = (inner: InnerLanguages): Language<EsqlQuery> => ({
  id: "esql",
  aliases: [],
  parse: parseEsql,
  print: printEsql,
  lower: (parsed, env) => {
    const { op, diagnostics } = lowerEsql(parsed, { ...env, inner });
    return { ...(op && { rows: op }), diagnostics };
  },
});
