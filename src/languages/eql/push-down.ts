import type { FieldType } from "../../event/field-type.ts";
import { prefixQuery, wildcardQuery } from "../../plan/field-query.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { CallExpr } from "./ast.ts";
import type { Typed } from "./typed.ts";

/**
 * A call on a bare field with constants as the test of that field which Elasticsearch makes of it. Undefined: it runs
 * as a script. `endsWith` and `stringContains` hand their text to a wildcard query as it is, so that `*`, `?` and `\`
 * in it have their meaning there; `startsWith` is literal.
 */
export function pushDown({ call, node }: Typed): Predicate | undefined {
  const [subject, ...rest] = call?.args ?? [];
  const field = subject?.field;
  if (!call || !field || node.kind !== "call") return undefined;
  const texts = rest.map((arg) => arg.constant?.value).filter((value) => typeof value === "string");
  const [text] = texts;
  if (text === undefined || texts.length !== rest.length) return undefined;
  return call.called.name === "cidrMatch" ? { kind: "cidr", field, blocks: texts } : textTest(call.called.name, field, text, node);
}

function textTest(name: string, field: FieldType, text: string, { fold }: CallExpr): Predicate | undefined {
  switch (name) {
    case "startsWith":
      return prefixQuery(field, text, fold);
    case "endsWith":
      return wildcardQuery(field, `*${withoutLooseBackslash(text)}`, fold);
    case "stringContains":
      return wildcardQuery(field, `*${text}*`, fold);
    default:
      return undefined;
  }
}

/** Lucene reads a backslash at the very end of a pattern as itself. */
function withoutLooseBackslash(text: string): string {
  const backslashes = text.length - text.replace(/\\+$/, "").length;
  return backslashes % 2 === 1 ? `${text}\\` : text;
}
