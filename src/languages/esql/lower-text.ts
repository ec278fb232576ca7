import { compileDissect } from "../../patterns/dissect.ts";
import { compileGrok } from "../../patterns/grok/grok.ts";
import type { EsqlColumn } from "../../plan/esql.ts";
import type { DissectCommand, Expr, GrokCommand } from "./ast.ts";
import { append, type Columns } from "./columns.ts";
import { lowerExpr } from "./lower-expression.ts";
import type { Lowered } from "./lowered.ts";
import { foundText, type Scope } from "./scope.ts";
import { type Typed, typeOf } from "./typed.ts";

/** Columns out of a text between delimiters. */
export function lowerDissect(scope: Scope, columns: Columns, command: DissectCommand): Lowered {
  const input = lowerInput(scope, columns, command.input, "Dissect");
  const separator = separatorOf(scope, command);
  const { ok, fault } = compileDissect(command.pattern.value, separator);
  if (!ok) {
    scope.report(
      "T5050",
      command.pattern.span,
      `Invalid pattern for dissect: [${command.pattern.value}]: ${fault}`,
      'as in `"%{client} %{method} %{?skipped}"`',
    );
    return { commands: [], columns };
  }
  const outputs = ok.outputs.map((name): EsqlColumn => ({ name, type: "keyword" }));
  return {
    commands: [{ kind: "dissect", input: input.expr, pattern: command.pattern.value, separator, outputs: ok.outputs }],
    columns: append(
      columns,
      outputs.map(({ name, type }) => [name, { type }]),
    ),
  };
}

function separatorOf(scope: Scope, { options }: DissectCommand): string {
  let separator = "";
  for (const { name, nameSpan, value } of options) {
    if (name !== "append_separator")
      scope.report("T5039", nameSpan, `Invalid option for dissect: [${name}]`, "the option is `APPEND_SEPARATOR`");
    else if (value.kind === "string") separator = value.value;
    else if (value.kind !== "invalid")
      scope.report(
        "T5039",
        value.span,
        "Invalid value for dissect append_separator: a string is expected",
        'write `APPEND_SEPARATOR = ","`',
      );
  }
  return separator;
}

/** Columns out of what a pattern captures, by name and not as the pattern has them; of several patterns the first that matches. */
export function lowerGrok(scope: Scope, columns: Columns, command: GrokCommand): Lowered {
  const input = lowerInput(scope, columns, command.input, "Grok");
  const outputs = new Map<string, EsqlColumn>();
  for (const { value, span } of command.patterns) {
    const { ok, fault } = compileGrok(value);
    if (!ok) scope.report("T5051", span, `Invalid GROK pattern [${value}]: ${fault}`, 'as in `"%{IP:source.ip} %{NUMBER:bytes:int}"`');
    for (const { name, type } of ok?.outputs ?? []) {
      const before = outputs.get(name);
      if (before && before.type !== type)
        scope.report("T5051", span, `the attribute [${name}] is defined multiple times with different types`, "give it one type");
      outputs.set(name, { name, type });
    }
  }
  const sorted = [...outputs.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    commands: [{ kind: "grok", input: input.expr, patterns: command.patterns.map(({ value }) => value), outputs: sorted }],
    columns: append(
      columns,
      sorted.map(({ name, type }) => [name, { type }]),
    ),
  };
}

function lowerInput(scope: Scope, columns: Columns, node: Expr, command: string): Typed {
  const input = lowerExpr({ scope, columns }, node);
  const type = typeOf(input);
  if (type !== "keyword" && type !== "text" && type !== "null") {
    scope.report(
      "T5032",
      node.span,
      `${command} only supports KEYWORD or TEXT values, ${foundText(scope, node, type)}`,
      "convert it: `TO_STRING(…)`",
    );
  }
  return input;
}
