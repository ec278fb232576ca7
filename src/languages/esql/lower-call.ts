import { didYouMean, type Span } from "../../diagnostics/index.ts";
import { isFault } from "../../functions/esql/define.ts";
import type { EsqlAggregate, EsqlCallFault, EsqlFunction, EsqlParameter } from "../../functions/esql/function.ts";
import { underLaws } from "../../functions/esql/laws.ts";
import { ESQL_AGGREGATES, ESQL_FUNCTIONS } from "../../functions/esql/table.ts";
import type { EsqlType } from "../../functions/esql/type.ts";
import type { EsqlValue } from "../../functions/esql/value.ts";
import type { EsqlLiteral } from "../../plan/esql.ts";
import type { CallExpr, Expr } from "./ast.ts";
import { convertParameters } from "./implicit-conversion.ts";
import { foundText, ordinal, type Scope, textOf } from "./scope.ts";
import { SEARCH_FUNCTIONS } from "./search-functions.ts";
import { ZONE_OPTION } from "../../functions/esql/zone.ts";
import { argumentOf, constantOf, invalidOf, literalOf, type Typed, typed, typeOf } from "./typed.ts";
import { describeTypes } from "./type-text.ts";

type Callable = Pick<EsqlFunction, "name" | "params" | "result"> | Pick<EsqlAggregate, "name" | "params" | "result">;

/** What no query calls by its name. */
const OPERATORS: ReadonlySet<string> = new Set(["neg", "and", "or", "not", "in", "like", "rlike"]);

/** The scalar function of a call; undefined, and told, where there is none. */
export function functionOf(scope: Scope, { name, nameSpan }: CallExpr): EsqlFunction | undefined {
  const lower = name.toLowerCase();
  const found = OPERATORS.has(lower) ? undefined : ESQL_FUNCTIONS.get(lower);
  if (!found) scope.report("T5030", nameSpan, `Unknown function [${name}]`, didYouMean(lower, callableNames()));
  return found;
}

const callableNames = (): readonly string[] =>
  [...ESQL_FUNCTIONS.keys(), ...ESQL_AGGREGATES.keys(), ...SEARCH_FUNCTIONS].filter(
    (name) => /^[a-z_0-9]+$/.test(name) && !OPERATORS.has(name),
  );

/** A call of a scalar function or an operator: arguments checked, literals converted, constants folded. */
export function lowerScalar(scope: Scope, definition: EsqlFunction, node: Expr, written: readonly Typed[], given?: Options): Typed {
  const options = withZone(scope, definition, node, given);
  if (written.some(({ invalid }) => invalid)) return invalidOf(node);
  const args = convertParameters(scope, definition, written);
  const type = checkCall(scope, definition, node, args);
  if (type === undefined) return invalidOf(node);
  const call = typed(node, {
    kind: "call",
    name: definition.name,
    args: args.map(({ expr }) => expr),
    type,
    at: node.span,
    ...(options && { options: planOptions(options) }),
  });
  return fold(scope, definition, call, args, options) ?? invalidOf(node);
}

/** Calls that depend on the zone of the query are told it. */
function withZone({ zone }: Scope, { zoned }: EsqlFunction, node: Expr, options: Options | undefined): Options | undefined {
  return zoned && zone !== undefined ? new Map([...(options ?? []), [ZONE_OPTION, constantOf(node, zone, "keyword")]]) : options;
}

/** Options of a call as they were written, by name. */
export type Options = ReadonlyMap<string, Typed>;

const planOptions = (options: Options): Readonly<Record<string, EsqlLiteral>> =>
  Object.fromEntries(
    [...options].map(([name, { expr, constant, node }]) => [name, literalOf(constant ?? null, expr.type, node.span)] as const),
  );

/** The type of a call's result; undefined, and told, where its arguments do not fit. */
export function checkCall(scope: Scope, definition: Callable, node: Expr, args: readonly Typed[]): EsqlType | undefined {
  if (args.some(({ invalid }) => invalid)) return undefined;
  if (!checkCount(scope, definition, node, args)) return undefined;
  const sound = args.map((arg, i) => checkArgument(scope, definition, node, arg, i));
  if (sound.includes(false)) return undefined;
  const type = definition.result(args.map(argumentOf));
  if (!isFault(type)) return type;
  reportFault(scope, node, args, type);
  return undefined;
}

function checkCount(scope: Scope, { name, params }: Callable, node: Expr, args: readonly Typed[]): boolean {
  const least = params.filter(({ optional }) => !optional).length;
  const most = params.at(-1)?.variadic ? Number.POSITIVE_INFINITY : params.length;
  if (args.length >= least && args.length <= most) return true;
  const message = `error building [${name}]: expects ${countText(least, most)} but found [${args.length}]`;
  scope.report("T5031", node.span, message, `\`${signatureOf(name, params)}\``);
  return false;
}

function countText(least: number, most: number): string {
  const words = (count: number): string => (count === 1 ? "one argument" : count === 0 ? "no arguments" : `${count} arguments`);
  if (most === Number.POSITIVE_INFINITY) return `at least ${words(least)}`;
  return least === most ? `exactly ${words(least)}` : `${least} to ${most} arguments`;
}

const signatureOf = (name: string, params: readonly EsqlParameter[]): string =>
  `${name.toUpperCase()}(${params.map((param) => (param.optional ? `[${param.name}]` : param.name) + (param.variadic ? ", …" : "")).join(", ")})`;

function checkArgument(scope: Scope, definition: Callable, node: Expr, arg: Typed, i: number): boolean {
  const { params } = definition;
  const parameter = params[Math.min(i, params.length - 1)];
  const type = typeOf(arg);
  if (!parameter) return true;
  const which = params.length === 1 ? "" : `${ordinal(i)} `;
  const whole = textOf(scope, node);
  if (type !== "null" && !parameter.types.includes(type)) {
    const message = `${which}argument of [${whole}] must be [${describeTypes(parameter.types)}], ${foundText(scope, arg.node, type)}`;
    scope.report("T5032", arg.node.span, message, conversionHint(parameter.types, type));
    return false;
  }
  if (parameter.constant && arg.constant === undefined) {
    scope.report(
      "T5033",
      arg.node.span,
      `${which}argument of [${whole}] must be a constant, received [${textOf(scope, arg.node)}]`,
      "write the value itself",
    );
    return false;
  }
  return true;
}

function conversionHint(wanted: readonly EsqlType[], found: EsqlType): string | undefined {
  if (wanted.includes("keyword")) return "convert it: `TO_STRING(…)`";
  if (found !== "keyword" && found !== "text") return undefined;
  if (wanted.includes("ip")) return "convert it: `TO_IP(…)`";
  if (wanted.includes("date")) return "convert it: `TO_DATETIME(…)`";
  if (wanted.includes("double")) return "convert it: `TO_LONG(…)` or `TO_DOUBLE(…)`";
  return undefined;
}

export function reportFault(scope: Scope, node: Expr, args: readonly Typed[], { fault, argument }: EsqlCallFault): void {
  const place: Span = (argument === undefined ? undefined : args[argument]?.node.span) ?? node.span;
  scope.report("T5034", place, `[${textOf(scope, node)}]: ${fault}`);
}

/** Their constants have been judged with their types: making them ready would only compile their patterns. */
const CHECKED_BY_TYPE: ReadonlySet<string> = new Set(["like", "rlike", "in"]);

/** A call of constants that does not fail is its value; undefined, and told, where a constant is wrong. */
function fold(scope: Scope, definition: EsqlFunction, call: Typed, args: readonly Typed[], options?: Options): Typed | undefined {
  const { node, expr } = call;
  const constants = args.map(({ constant }) => constant);
  if (constants.length > 0 && constants.every((constant) => constant === undefined)) return call;
  if ((scope.again || CHECKED_BY_TYPE.has(definition.name)) && constants.includes(undefined)) return call;
  const prepared = definition.prepare(
    args.map(argumentOf),
    options && Object.fromEntries([...options].map(([name, { constant }]) => [name, constant ?? null])),
  );
  if (isFault(prepared)) {
    reportFault(scope, node, args, prepared);
    return undefined;
  }
  if (definition.lazy || args.length === 0 || constants.includes(undefined)) return call;
  let failed = false;
  const value = underLaws(definition, prepared)(constants as readonly EsqlValue[], { now: Number.NaN, warn: () => void (failed = true) });
  return failed ? call : { ...call, expr: literalOf(value, expr.type, node.span), constant: value };
}
