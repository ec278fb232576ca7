import { didYouMean } from "../../diagnostics/index.ts";
import { FUNCTIONS, type Parameter, type QueryFunction } from "../../functions/table.ts";
import type { CallExpr, EqlStatement } from "./ast.ts";
import type { Report } from "./report.ts";
import { expressionsOf, visit } from "./walk.ts";

/** `wildcard(field, "a*", …)` is a predicate written as a call. */
export const isWildcardCall = (call: CallExpr): boolean => call.name.toLowerCase() === "wildcard";

/** Every call names a function that exists, in a form it has, with as many arguments as it takes. */
export function checkCalls(statement: EqlStatement, report: Report): void {
  for (const outer of expressionsOf(statement)) {
    visit(outer, (expr) => {
      if (expr.kind === "call") checkCall(expr, report);
    });
  }
}

function checkCall(call: CallExpr, report: Report): void {
  if (isWildcardCall(call)) {
    if (call.args.length < 2)
      report(
        "T2031",
        call.span,
        wrongCount(call.name, "at least two arguments", call.args.length),
        'write `wildcard(field, "pattern*")`, or `field like "pattern*"`',
      );
    return;
  }
  const called = FUNCTIONS.get(call.name.toLowerCase());
  if (!called) {
    report("T2030", call.nameSpan, `Unknown function [${call.name}]`, unknownHint(call.name));
    return;
  }
  if (call.fold && !called.foldable) {
    const forms = [...FUNCTIONS.values()].filter((each) => each.foldable).map((each) => `\`${each.name}~\``);
    report(
      "T2032",
      call.nameSpan,
      `[${called.name}] has no case-insensitive form`,
      `take the \`~\` away; only ${forms.join(", ")} and \`wildcard~\` have one`,
    );
  }
  const count = argumentCount(called);
  if (call.args.length < count.least || call.args.length > count.most) {
    report("T2031", call.span, wrongCount(called.name, countText(count), call.args.length), `write \`${signature(called)}\``);
  }
}

const wrongCount = (name: string, expected: string, found: number): string => `[${name}] expects ${expected} but found [${found}]`;

/** Functions of earlier dialects, and what to write instead. */
const FORMER: Readonly<Record<string, string>> = {
  match: 'write `field regex "…"`',
  matchlite: 'write `field regex "…"`',
  arraycontains: 'write `field == "…"`: it holds when any value of the field meets it',
  arraysearch: "write the condition on the field itself: it holds when any value meets it",
  arraycount: "counting values is not possible; a condition on a field holds when any value meets it",
  safe: "leave it out: a missing field makes a condition false, not an error",
};

function unknownHint(name: string): string {
  const former = FORMER[name.toLowerCase()];
  if (former !== undefined) return former;
  const names = [...FUNCTIONS.values()].map((each) => each.name);
  return didYouMean(name, [...names, "wildcard"]) ?? `the functions are ${names.map((each) => `\`${each}\``).join(", ")}`;
}

interface Count {
  readonly least: number;
  readonly most: number;
}

/** What a query may write: parameters that the compiler fills in do not count. */
export const writtenParameters = (called: QueryFunction): readonly Parameter[] => called.params.filter((param) => !param.internal);

function argumentCount(called: QueryFunction): Count {
  const params = writtenParameters(called);
  return {
    least: params.filter((param) => !param.optional).length,
    most: params.at(-1)?.variadic ? Number.POSITIVE_INFINITY : params.length,
  };
}

const NUMBERS = ["no", "one", "two", "three", "four"];
const inWords = (count: number): string => NUMBERS[count] ?? String(count);

function countText({ least, most }: Count): string {
  const noun = (count: number): string => (count === 1 ? "argument" : "arguments");
  if (most === Number.POSITIVE_INFINITY) return `at least ${inWords(least)} ${noun(least)}`;
  return least === most ? `exactly ${inWords(least)} ${noun(least)}` : `${inWords(least)} or ${inWords(most)} ${noun(most)}`;
}

/** `substring(source, start[, end])`. */
export function signature(called: QueryFunction): string {
  const parts = writtenParameters(called).map((param, i) => {
    const text = `${i === 0 ? "" : ", "}${param.name}${param.variadic ? "…" : ""}`;
    return param.optional ? `[${text}]` : text;
  });
  return `${called.name}(${parts.join("")})`;
}
