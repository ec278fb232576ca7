import type { Source } from "../../diagnostics/index.ts";
import { createFaults } from "../faults.ts";
import type { Parsed } from "../language.ts";
import type { EsqlQuery } from "./ast.ts";
import { openCursor } from "./cursor.ts";
import { lex } from "./lexer.ts";
import { parseQuery } from "./parse-query.ts";

/**
 * Reads a query. Never throws and takes linear time on any text. The AST is always there; what could not be read is an
 * `invalid` node in it, with an error among the diagnostics.
 */
export function parseEsql(source: Source): Parsed<EsqlQuery> {
  const faults = createFaults(source);
  const tokens = lex(source.text, faults);
  const ast = parseQuery(openCursor(source.text, tokens, faults));
  return { source, ast, tokens: tokens.slice(0, -1), diagnostics: faults.list() };
}
