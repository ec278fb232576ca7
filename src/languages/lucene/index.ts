import type { Source } from "../../diagnostics/index.ts";
import { createFaults } from "../faults.ts";
import type { Language, Parsed } from "../language.ts";
import type { LuceneAst } from "./ast.ts";
import { lex } from "./lexer.ts";
import { lowerLucene } from "./lower.ts";
import { parseTokens } from "./parser.ts";
import { printLucene } from "./print.ts";

export type { LuceneAst } from "./ast.ts";

/** Lucene's query string syntax, as Elasticsearch's `query_string` reads it. */
export const lucene: Language<LuceneAst> = {
  id: "lucene",
  aliases: [],
  parse,
  print: printLucene,
  lower: lowerLucene,
};

function parse(source: Source): Parsed<LuceneAst> {
  const faults = createFaults(source);
  const tokens = lex(source.text, faults);
  const ast = parseTokens(tokens, faults);
  return { source, ...(ast && { ast }), tokens: tokens.slice(0, -1), diagnostics: faults.list() };
}
