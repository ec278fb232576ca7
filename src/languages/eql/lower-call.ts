import { parseCidr } from "../../event/ip.ts";
import { FUNCTIONS, type Parameter, type QueryFunction } from "../../functions/table.ts";
import type { ValueExpr } from "../../plan/value.ts";
import type { CallExpr } from "./ast.ts";
import { signature, writtenParameters } from "./check-calls.ts";
import { arithmeticType, foldNumber } from "./fold-number.ts";
import { exactValue } from "./resolve-field.ts";
import { foundText, type Scope, textOf } from "./scope.ts";
import { constantOf, invalidOf, isConstant, nullOf, type Typed, typed } from "./typed.ts";
import { type EqlType, fitsParameter, ordinal } from "./types.ts";

/** A call as a value: arguments checked, folded where all of them are constant. */
export function toCall(scope: Scope, call: CallExpr, given: readonly Typed[]): Typed {
  const called = FUNCTIONS.get(call.name.toLowerCase());
  const args = given.map((arg) => exactValue(scope, arg));
  if (!called || !checkArguments(scope, call, called, args)) return invalidOf(call);
  if (isNullCall(called, args)) return nullOf(call, true);
  const type = resultType(called, args);
  if (args.every(isConstant)) return fold(scope, call, called, args, type);
  const [first] = args;
  // As Elasticsearch: a text needs no cast to text.
  if (called.name === "string" && first?.type === "string") return { ...first, node: call };
  const value: ValueExpr = { kind: "call", name: called.name, fold: call.fold, args: planArguments(called, args), at: call.span };
  return { ...typed(call, value, type), call: { called, args } };
}

const parameterAt = (params: readonly Parameter[], index: number): Parameter | undefined =>
  params[index] ?? (params.at(-1)?.variadic ? params.at(-1) : undefined);

function checkArguments(scope: Scope, call: CallExpr, called: QueryFunction, args: readonly Typed[]): boolean {
  const params = writtenParameters(called);
  const least = params.filter((param) => !param.optional).length;
  let sound = args.length >= least && (!call.fold || called.foldable);
  args.forEach((arg, i) => {
    const param = parameterAt(params, i);
    if (!param || arg.type === "invalid" || !checkArgument(scope, call, called, { param, arg, place: i })) sound = false;
  });
  return sound;
}

interface Argument {
  readonly param: Parameter;
  readonly arg: Typed;
  readonly place: number;
}

function checkArgument(scope: Scope, call: CallExpr, called: QueryFunction, { param, arg, place }: Argument): boolean {
  if (!fitsParameter(arg.type, param.type)) {
    const message = `${ordinal(place)} argument of [${textOf(scope, call)}] must be [${param.type}], ${foundText(scope, arg.node, arg.typeName)}`;
    scope.report("T2051", arg.node.span, message, argumentHint(called, param, arg.type));
    return false;
  }
  if (!param.constant) return true;
  if (typeof arg.constant?.value !== "string") {
    const message = `${ordinal(place)} argument of [${textOf(scope, call)}] must be a constant, received [${textOf(scope, arg.node)}]`;
    scope.report("T2051", arg.node.span, message, `write \`${signature(called)}\` with texts in double quotes`);
    return false;
  }
  if (parseCidr(arg.constant.value)) return true;
  scope.report(
    "T2059",
    arg.node.span,
    `[${arg.constant.value}] is no address and no CIDR block`,
    "write it as `10.0.0.0/8` or `fe80::/10`",
  );
  return false;
}

function argumentHint(called: QueryFunction, param: Parameter, found: EqlType): string {
  if (param.type === "string" && found !== "string") return "`string(…)` makes a text of any value";
  if (param.type === "number" && found === "string") return "`number(…)` makes a number of a text";
  if (param.type === "ip") return "the field has to be of type ip";
  return `write \`${signature(called)}\``;
}

/** A null where it makes the whole call null. */
function isNullCall(called: QueryFunction, args: readonly Typed[]): boolean {
  const params = writtenParameters(called);
  return args.some((arg, i) => arg.type === "null" && parameterAt(params, i)?.optional !== true);
}

function resultType(called: QueryFunction, args: readonly Typed[]): EqlType {
  if (called.result !== "number") return called.result;
  return called.name === "number" ? numberType(args) : arithmeticType(args);
}

/** `number("5.0")` is a decimal, `number("5")` none; of a field only the value can tell. */
function numberType([text]: readonly Typed[]): EqlType {
  const written = text?.constant?.value;
  if (typeof written !== "string") return "number";
  return /^[+-]?\d+$|^0x/.test(written) ? "integer" : "decimal";
}

function fold(scope: Scope, call: CallExpr, called: QueryFunction, args: readonly Typed[], type: EqlType): Typed {
  const result = called.call(foldedArguments(called, args), call.fold);
  if (called.result === "number" && called.name !== "number") return foldNumber(scope, call, args, type, result);
  if (called.name === "number" && result === null) {
    const base = args[1]?.constant?.value ?? 10;
    scope.report(
      "T2057",
      call.span,
      `Unable to convert [${String(args[0]?.constant?.value)}] to number of base [${String(base)}]`,
      "write a text that is a number",
    );
    return invalidOf(call);
  }
  return result === null ? nullOf(call, true) : constantOf(call, result, type);
}

/** With what the compiler adds for decimals, so that `string(5.0)` is `5.0` and `divide(7, 2.0)` is 3.5. */
function foldedArguments(called: QueryFunction, args: readonly Typed[]): (string | number | bigint | boolean | null)[] {
  const values = args.map((arg) => (called.name === "concat" ? asText(arg) : (arg.constant?.value ?? null)));
  return takesDecimal(called) && args.some((arg) => arg.type === "decimal") ? [...values, true] : values;
}

function asText(arg: Typed): string | number | bigint | boolean | null {
  const value = arg.constant?.value ?? null;
  return arg.type === "decimal" ? (FUNCTIONS.get("string")?.call([value, true], false) ?? null) : value;
}

const takesDecimal = (called: QueryFunction): boolean => called.params.at(-1)?.internal === true;

const YES: ValueExpr = { kind: "literal", value: true };

function planArguments(called: QueryFunction, args: readonly Typed[]): ValueExpr[] {
  if (called.name === "concat")
    return args.map((arg) => (arg.type === "decimal" ? { kind: "call", name: "string", fold: false, args: [arg.value, YES] } : arg.value));
  const values = args.map((arg) => arg.value);
  return takesDecimal(called) && args.some((arg) => arg.type === "decimal") ? [...values, YES] : values;
}
