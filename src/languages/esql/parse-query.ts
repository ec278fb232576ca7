import { didYouMean } from "../../diagnostics/index.ts";
import type { Command, EsqlQuery, Setting, SourceCommand } from "./ast.ts";
import { accept, at, atEnd, type Cursor, expect, fault, invalid, MAX_DEPTH, peek, skipTo, spanFrom, take, unexpected } from "./cursor.ts";
import { COMMANDS, SOURCES } from "./parse-commands.ts";
import { parseIndexes } from "./parse-from.ts";
import { parseLiteral } from "./parse-literal.ts";
import { FOREIGN_COMMANDS, REFUSED_COMMANDS, REFUSED_SOURCES } from "./refused.ts";
import type { EsqlToken } from "./tokens.ts";

/** A whole query with its settings; always something, what could not be read has been told. */
export function parseQuery(cursor: Cursor): EsqlQuery {
  const start = peek(cursor).span;
  const settings = parseSettings(cursor);
  const query = parsePipeline(cursor);
  if (!atEnd(cursor)) {
    if (at(cursor, ";")) fault(cursor, "T5001", "mismatched input ';'", "a query has no end mark: take it away");
    else unexpected(cursor, "the query is complete here; only a pipe `|` with a command can follow");
  }
  return { ...query, settings, span: spanFrom(cursor, start) };
}

function parseSettings(cursor: Cursor): Setting[] {
  const settings: Setting[] = [];
  while (at(cursor, "set")) {
    const start = take(cursor).span;
    const name = peek(cursor);
    if (name.kind !== "word") unexpected(cursor, "a setting is `SET name = value;`");
    else take(cursor);
    expect(cursor, "=", "a setting is `SET name = value;`");
    const value = parseLiteral(cursor) ?? invalid(cursor);
    if (value.kind === "invalid") unexpected(cursor, "the value of a setting is a constant");
    settings.push({ kind: "setting", name: name.value, value, span: spanFrom(cursor, start) });
    if (expect(cursor, ";", "a setting ends with `;`")) continue;
    skipTo(cursor, [";", "from", "row", "show"]);
    accept(cursor, ";");
  }
  return settings;
}

/** A source and its commands, up to the end or to a bracket that closes. */
function parsePipeline(cursor: Cursor): EsqlQuery {
  const start = peek(cursor).span;
  const source = parseSource(cursor);
  const commands = parseRest(cursor);
  return { kind: "query", settings: [], source, commands, span: spanFrom(cursor, start) };
}

/** What is most likely meant where a command does not end as it should. After FROM a command's word is read as an index. */
function afterCommandHint({ text }: EsqlToken): string {
  const word = text.toLowerCase();
  if (isCommand(word)) return `write \`| ${word.toUpperCase()}\`: a pipe stands between commands`;
  if (word === "as") return "the name stands in front: `name = expression`";
  return "the command is complete here; a pipe `|` can follow";
}

/** `| command` as long as they go on; after a fault reading goes on at the next pipe. */
function parseRest(cursor: Cursor): Command[] {
  const commands: Command[] = [];
  for (;;) {
    if (!atBoundary(cursor)) {
      unexpected(cursor, afterCommandHint(peek(cursor)));
      skipTo(cursor, cursor.depth > 0 ? [")", ";"] : []);
    }
    if (!accept(cursor, "|")) return commands;
    commands.push(parseCommand(cursor));
  }
}

const atBoundary = (cursor: Cursor): boolean => atEnd(cursor) || at(cursor, "|") || (at(cursor, ")") && cursor.depth > 0);

function parseSource(cursor: Cursor): SourceCommand {
  const token = peek(cursor);
  const parse = token.kind === "word" ? SOURCES[token.value] : undefined;
  if (parse) return parse(take(cursor), cursor);
  if (at(cursor, "from")) {
    take(cursor);
    return { kind: "from", ...parseIndexes(cursor, parseSubQuery), span: spanFrom(cursor, token.span) };
  }
  refuseSource(cursor, token);
  skipTo(cursor, cursor.depth > 0 ? [")"] : []);
  return { kind: "invalid", span: spanFrom(cursor, token.span) };
}

function refuseSource(cursor: Cursor, { kind, value, text }: EsqlToken): void {
  const refused = kind === "word" ? REFUSED_SOURCES[value] : undefined;
  if (refused !== undefined) fault(cursor, "T5015", `[${value.toUpperCase()}] is not supported`, refused);
  else if (kind === "word" && isCommand(value)) {
    const hint = "write `FROM index |` before it, or `ROW a = 1 |`";
    fault(cursor, "T5014", `mismatched input '${text}': a query begins with its source`, hint);
  } else
    unexpected(cursor, didYouMean(value, ["from", ...Object.keys(SOURCES)]) ?? "a query begins with `FROM index` or `ROW name = value`");
}

const isCommand = (word: string): boolean => COMMANDS[word] !== undefined || word === "fork";

function parseCommand(cursor: Cursor): Command {
  const token = peek(cursor);
  const parse = token.kind === "word" ? COMMANDS[token.value] : undefined;
  if (parse) return parse(take(cursor), cursor);
  if (at(cursor, "fork")) return parseFork(cursor);
  const refused = token.kind === "word" ? REFUSED_COMMANDS[token.value] : undefined;
  if (refused !== undefined) fault(cursor, "T5015", `Command [${token.value.toUpperCase()}] is not supported`, refused);
  else if (token.kind === "word") fault(cursor, "T5016", `Unknown command [${token.text}]`, commandHint(token.value));
  else unexpected(cursor, COMMAND_HINT);
  skipTo(cursor, cursor.depth > 0 ? [")"] : []);
  return { kind: "invalid", span: spanFrom(cursor, token.span) };
}

const commandHint = (word: string): string => FOREIGN_COMMANDS[word] ?? didYouMean(word, COMMAND_NAMES) ?? COMMAND_HINT;
const COMMAND_NAMES: readonly string[] = [...Object.keys(COMMANDS).filter((name) => name !== "inlinestats"), "fork"];
const COMMAND_HINT = "after a pipe comes a command: `WHERE`, `EVAL`, `STATS`, `KEEP`, `SORT`, `LIMIT`, …";

/** `FORK (…) (…)`: branches of commands. */
function parseFork(cursor: Cursor): Command {
  const start = take(cursor).span;
  const branches: Command[][] = [];
  while (at(cursor, "(") && cursor.depth < MAX_DEPTH) {
    take(cursor);
    cursor.depth++;
    branches.push([parseCommand(cursor), ...parseRest(cursor)]);
    cursor.depth--;
    expect(cursor, ")", "a branch of FORK has to be closed with `)` here");
  }
  if (branches.length === 0) unexpected(cursor, "the branches of FORK stand in brackets: `FORK ( WHERE … ) ( WHERE … )`");
  return { kind: "fork", branches, span: spanFrom(cursor, start) };
}

/** What stands in the brackets of a sub-query. */
function parseSubQuery(cursor: Cursor): EsqlQuery | undefined {
  if (cursor.depth >= MAX_DEPTH) return undefined;
  cursor.depth++;
  const query = parsePipeline(cursor);
  cursor.depth--;
  return query;
}
