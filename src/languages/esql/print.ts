import type {
  AggregateField,
  Command,
  DissectCommand,
  EnrichCommand,
  EsqlQuery,
  Field,
  FromCommand,
  SortKey,
  SourceCommand,
  StatsCommand,
} from "./ast.ts";
import { filled, WIDTH } from "../print-lines.ts";
import { printBlock } from "./print-block.ts";
import { mapText, printAt, printExpr, LEVEL } from "./print-expression.ts";
import { nameText, patternText, sourceText } from "./print-name.ts";

/**
 * A query laid out for reading: one command a line, its parts on lines of their own where they do not fit on one. What
 * comes back parses to the same AST, spans apart; comments are not kept.
 */
export function printEsql({ settings, source, commands }: EsqlQuery): string {
  const before = settings.map(({ name, value }) => `SET ${name} = ${printExpr(value)};`);
  return [...before, printSource(source), ...commands.map((command) => `| ${printCommand(command)}`)].join("\n");
}

function printSource(source: SourceCommand): string {
  switch (source.kind) {
    case "from":
      return printFrom(source);
    case "row":
      return listed("ROW", source.fields.map(fieldText));
    case "show":
      return `SHOW ${source.what.toUpperCase()}`;
    case "invalid":
      return "<invalid>";
  }
}

function printFrom({ sources, metadata }: FromCommand): string {
  const names = sources.map((each) => (each.kind === "index" ? sourceText(each.pattern) : bracketed(printEsql(each.query))));
  const meta = metadata.length === 0 ? "" : ` METADATA ${metadata.map(({ name }) => metadataText(name)).join(", ")}`;
  const line = `FROM ${names.join(", ")}${meta}`;
  if (line.length <= WIDTH || names.length === 1) return line;
  return `FROM\n${filled(names, "    ")}${meta === "" ? "" : `\n ${meta}`}`;
}

const metadataText = (name: string): string =>
  /^[^\s:"'`=|,[\]/()]+$/.test(name) && name.toLowerCase() !== "metadata" ? name : nameText(name);

function printCommand(command: Command): string {
  switch (command.kind) {
    case "where":
      return conditionText("WHERE", command.condition);
    case "eval":
      return listed("EVAL", command.fields.map(fieldText));
    case "keep":
    case "drop":
      return packed(command.kind.toUpperCase(), command.names.map(patternText));
    case "rename":
      return packed(
        "RENAME",
        command.items.map(({ from, to }) => `${patternText(from)} AS ${patternText(to)}`),
      );
    case "stats":
    case "inlineStats":
      return printStats(command);
    case "sort":
      return packed("SORT", command.keys.map(keyText));
    case "limit":
      return `LIMIT ${printExpr(command.count)}`;
    case "mvExpand":
      return `MV_EXPAND ${nameText(command.column.name)}`;
    case "dissect":
      return `DISSECT ${operandText(command.input)} ${printExpr(command.pattern)}${dissectOptions(command)}`;
    case "grok":
      return `GROK ${operandText(command.input)} ${command.patterns.map(printExpr).join(", ")}`;
    case "enrich":
      return printEnrich(command);
    case "lookupJoin":
      return `LOOKUP JOIN ${sourceText(command.index.name)} ON ${command.on.map(printExpr).join(", ")}`;
    case "changePoint":
      return printChangePoint(command);
    case "completion":
      return printCompletion(command);
    case "fork":
      return `FORK\n${command.branches.map((branch) => `  ${bracketed(branch.map(printCommand).join("\n| ")).replaceAll("\n", "\n  ")}`).join("\n")}`;
    case "invalid":
      return "<invalid>";
  }
}

const bracketed = (text: string): string => (text.includes("\n") ? `(\n  ${text.replaceAll("\n", "\n  ")}\n)` : `(${text})`);

const operandText = (input: Parameters<typeof printAt>[0]): string => printAt(input, LEVEL.primary);

/** A condition behind its command; what does not fit on one line begins on the next. */
function conditionText(head: string, condition: Parameters<typeof printBlock>[0]): string {
  const line = printExpr(condition);
  if (head.length + line.length + 3 <= WIDTH) return `${head} ${line}`;
  const block = printBlock(condition, "    ", WIDTH);
  return condition.kind === "logic" ? `${head}\n    ${block}` : `${head} ${printBlock(condition, "  ", WIDTH)}`;
}

type Part = (indent: string) => string;

/** Parts with commas between them: on one line, or each on its own. */
function listed(head: string, parts: readonly Part[]): string {
  const line = `${head} ${parts.map((part) => part("    ")).join(", ")}`;
  if (line.length + 2 <= WIDTH && !line.includes("\n")) return line;
  if (parts.length === 1) return `${head} ${parts.map((part) => part("")).join("")}`;
  return `${head}\n    ${parts.map((part) => part("    ")).join(",\n    ")}`;
}

/** Names with commas between them: on one line, or as many a line as fit. */
function packed(head: string, texts: readonly string[]): string {
  const line = `${head} ${texts.join(", ")}`;
  return line.length + 2 <= WIDTH ? line : `${head}\n${filled(texts, "    ")}`;
}

/** A part without a name is printed as it was written, since its text is the name of its column. */
function fieldText({ name, text, value }: Field): Part {
  if (!name) return () => text ?? printExpr(value);
  const head = `${nameText(name.name)} = `;
  return (indent) => head + printBlock(value, value.kind === "logic" ? `${indent}  ` : indent, indent.length + head.length);
}

function aggregateText(field: AggregateField): Part {
  const { name, where } = field;
  const plain = fieldText({ ...field, kind: "field" });
  if (!name || !where) return plain;
  return (indent) => `${plain(indent)} WHERE ${printBlock(where, `${indent}  `, indent.length + plain(indent).length + 7)}`;
}

function printStats({ kind, aggregates, by }: StatsCommand): string {
  const head = kind === "stats" ? "STATS" : "INLINE STATS";
  const first = aggregates.length === 0 ? head : listed(head, aggregates.map(aggregateText));
  if (by.length === 0) return first;
  const keys = by.map((key) => fieldText(key)("    "));
  const line = `${first} BY ${keys.join(", ")}`;
  if (!line.includes("\n") && line.length + 2 <= WIDTH) return line;
  return `${first}\n  ${packed("BY", keys)}`;
}

const keyText = ({ value, order, nulls }: SortKey): string =>
  `${printExpr(value)}${order ? ` ${order.toUpperCase()}` : ""}${nulls ? ` NULLS ${nulls.toUpperCase()}` : ""}`;

const dissectOptions = ({ options }: DissectCommand): string =>
  options.length === 0 ? "" : ` ${options.map(({ name, value }) => `${name.toUpperCase()} = ${printExpr(value)}`).join(", ")}`;

function printEnrich({ policy, on, fields }: EnrichCommand): string {
  const key = on ? ` ON ${patternText(on)}` : "";
  const withFields = fields.map(({ name, from }) => (name ? `${patternText(name)} = ${patternText(from)}` : patternText(from)));
  return `ENRICH ${sourceText(policy.name)}${key}${withFields.length === 0 ? "" : ` WITH ${withFields.join(", ")}`}`;
}

function printChangePoint({ value, key, as }: Extract<Command, { kind: "changePoint" }>): string {
  const names = as ? ` AS ${nameText(as.type.name)}, ${nameText(as.pvalue.name)}` : "";
  return `CHANGE_POINT ${nameText(value.name)}${key ? ` ON ${nameText(key.name)}` : ""}${names}`;
}

function printCompletion({ target, prompt, options }: Extract<Command, { kind: "completion" }>): string {
  const head = target ? `${nameText(target.name)} = ` : "";
  return `COMPLETION ${head}${operandText(prompt)}${options ? ` WITH ${mapText(options)}` : ""}`;
}
