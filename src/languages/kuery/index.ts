import type { Source } from "../../diagnostics/index.ts";
import type { Language, Parsed } from "../language.ts";
import type { KueryAst } from "./ast.ts";
import { createFaults } from "../faults.ts";
import { lex } from "./lexer.ts";
import { lowerKuery } from "./lower.ts";
import { parseTokens } from "./parser.ts";
import { printKuery } from "./print.ts";

export type { KueryAst, KueryLiteral, KueryValues } from "./ast.ts";

/** Kibana's query language, as detection rules use it. */
export const kuery: Language<KueryAst> = {
  id: "kuery",
  aliases: ["kql"],
  parse,
  print: printKuery,
  lower: lowerKuery,
};

function parse(source: Source): Parsed<KueryAst> {
  const faults = createFaults(source);
  const tokens = lex(source.text, faults);
  const ast = parseTokens(tokens, faults);
  return { source, ...(ast && { ast }), tokens: tokens.slice(0, -1), diagnostics: faults.list() };
}
