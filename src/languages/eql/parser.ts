import type { Diagnostic, Source } from "../../diagnostics/index.ts";
import type { Parsed } from "../language.ts";
import type { EqlStatement } from "./ast.ts";
import { checkCalls } from "./check-calls.ts";
import { checkStructure } from "./check-structure.ts";
import { openCursor } from "./cursor.ts";
import { lex } from "./lexer.ts";
import { parseStatement } from "./parse-query.ts";
import { collectInto } from "./report.ts";

/**
 * Reads a query and checks what needs no field table. Never throws and takes linear time on any text. The AST is always
 * there; what could not be read is an `invalid` node in it, with an error among the diagnostics.
 */
export function parseEql(source: Source): Parsed<EqlStatement> {
  const diagnostics: Diagnostic[] = [];
  const report = collectInto(diagnostics, source);
  const tokens = lex(source.text, report);
  const ast = parseStatement(openCursor(tokens, report));
  checkStructure(ast, report, diagnostics.length === 0);
  checkCalls(ast, report);
  return { source, ast, tokens: tokens.slice(0, -1), diagnostics: inOrder(diagnostics) };
}

/** By place: the lexer, the parser and the checks each go through the text on their own. */
const inOrder = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  [...diagnostics].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
