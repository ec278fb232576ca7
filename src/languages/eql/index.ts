import type { Language } from "../language.ts";
import type { EqlStatement } from "./ast.ts";
import { lowerEql } from "./lower-query.ts";
import { parseEql } from "./parser.ts";
import { printEql } from "./print.ts";
import { optionalFields } from "./walk.ts";

export type { EqlStatement } from "./ast.ts";

/** Elasticsearch's event query language: single events, sequences and samples. */
export const eql: Language<EqlStatement> = {
  id: "eql",
  aliases: [],
  parse: parseEql,
  print: printEql,
  lower: lowerEql,
  learnsFields: true,
  optionalFields,
};
