import { createSource, escapeText } from "../../diagnostics/index.ts";
import type { EsqlQuery } from "../../languages/esql/ast.ts";
import { parseEsql } from "../../languages/esql/parser.ts";
import { printEsql } from "../../languages/esql/print.ts";
import type { Language } from "../../languages/language.ts";
import { languageOf } from "../../languages/table.ts";
import { indexKeys } from "../../matcher/index-keys.ts";
import type { RulePlan } from "../../plan/rule-plan.ts";
import { type NamedStage, stagesOf } from "../../plan/stages.ts";
import { printPredicate } from "../../plan/print.ts";
import { operatorLines } from "./operator-line.ts";

/** Tokens, syntax tree, plan and index keys of a query: what each stage of compiling made of it. */
export function showPlan(languageName: string, text: string, plan: RulePlan): string {
  const language = languageName === "esql" ? ESQL : languageOf(languageName);
  const parsed = language?.parse(createSource("query", text));
  const tokens = parsed?.tokens.map((t) => `  ${t.kind.padEnd(12)} ${escapeText(JSON.stringify(t.text))}`) ?? [];
  return [
    "# tokens",
    ...tokens,
    "",
    "# syntax tree",
    json(parsed?.ast),
    "",
    "# query, laid out",
    language && parsed?.ast !== undefined ? language.print(parsed.ast) : text,
    "",
    "# plan",
    ...planLines(plan),
    "",
    "# plan as data",
    json(plan),
    "",
    "# index keys: an event that lacks them is not judged at all",
    ...stagesOf(plan.root).map(keyLine),
    "",
  ].join("\n");
}

/** ES|QL lowers to a plan of its own kind, so that it is in no table with the others. */
const ESQL: Pick<Language, "parse" | "print"> = { parse: parseEsql, print: (ast) => printEsql(ast as EsqlQuery) };

const json = (value: unknown): string => escapeLines(JSON.stringify(value, withoutSpans, 1) ?? "");
const withoutSpans = (key: string, value: unknown): unknown => (key === "at" || key === "span" ? undefined : value);
const escapeLines = (text: string): string => text.split("\n").map(escapeText).join("\n");

function planLines({ root, pipes }: RulePlan): string[] {
  const stages = stagesOf(root).map(({ label, where }) => `${label}: ${escapeText(printPredicate(where))}`);
  return [...operatorLines(root), ...stages, ...pipes.map(({ kind, count }) => `| ${kind} ${count}`)];
}

function keyLine({ label, where }: NamedStage): string {
  const found = indexKeys(where);
  if (!found) return `${label}: nothing can match`;
  if (found.length === 0) return `${label}: none, every event is judged`;
  const keys = found.map(
    ({ field, keys: values }) => `${field} ${values === null ? "has a value" : `in (${values.map(String).join(", ")})`}`,
  );
  return `${label}: ${escapeText(keys.join("; "))}`;
}
