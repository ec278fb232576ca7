import { isError, type Span } from "../../diagnostics/index.ts";
import type { FieldType } from "../../event/field-type.ts";
import { termQuery } from "../../plan/field-query.ts";
import type { JoinKey, PipeOp, Plan, RootOp, SequenceOp, StageOp } from "../../plan/plan.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { Lowered, LowerEnv, Parsed } from "../language.ts";
import { unknownField } from "../unknown-field.ts";
import type { Category, EqlQuery, EqlStatement, EventQuery, Expr, Maxspan, Pipe, SequenceQuery, Term, TimeUnit } from "./ast.ts";
import { notACount } from "./check-structure.ts";
import { type Condition, conditionOf, conjunction, settle } from "./condition.ts";
import { toCondition } from "./lower-condition.ts";
import { toValue } from "./lower-value.ts";
import { checkKeyTypes } from "./key-types.ts";
import { exactField, reportUnknown, resolveField } from "./resolve-field.ts";
import { hasErrors, openScope, type Scope, textOf } from "./scope.ts";

/**
 * What a query means against a field table. Where the text itself had errors there is no plan, and the diagnostics are
 * those of the text followed by what could still be checked.
 */
export function lowerEql(parsed: Parsed<EqlStatement>, env: LowerEnv): Lowered {
  if (!parsed.ast) return { diagnostics: parsed.diagnostics };
  const scope = openScope(parsed.source, env);
  const plan = lowerStatement(scope, parsed.ast);
  if (parsed.diagnostics.some(isError)) return { diagnostics: [...parsed.diagnostics, ...scope.diagnostics] };
  return { ...(!hasErrors(scope) && { plan }), diagnostics: scope.diagnostics };
}

function lowerStatement(scope: Scope, { query, pipes }: EqlStatement): Plan {
  return { root: lowerRoot(scope, query), pipes: pipes.flatMap((pipe) => lowerPipe(scope, pipe) ?? []) };
}

function lowerRoot(scope: Scope, query: EqlQuery): RootOp {
  if (query.kind === "event") return { kind: "filter", where: lowerEvent(scope, query) };
  const keys = lowerKeys(scope, query.by);
  const stages = query.terms.flatMap((term) => Array<StageOp>(term.runs).fill(lowerTerm(scope, term, keys)));
  if (query.kind === "sample") {
    checkKeyTypes(scope, "Sample", stages);
    return { kind: "sample", stages };
  }
  return lowerSequence(scope, query, stages, keys);
}

function lowerSequence(scope: Scope, query: SequenceQuery, stages: StageOp[], keys: readonly JoinKey[]): SequenceOp {
  const until = query.until && lowerTerm(scope, query.until, keys);
  checkKeyTypes(scope, "Sequence", until ? [...stages, until] : stages);
  return { kind: "sequence", stages, ...(until && { until }), ...(query.maxspan && { maxspan: milliseconds(query.maxspan) }) };
}

const UNIT_MS: Readonly<Record<TimeUnit, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const milliseconds = ({ amount, unit }: Maxspan): number => amount * UNIT_MS[unit];

const lowerTerm = (scope: Scope, term: Term, keys: readonly JoinKey[]): StageOp => ({
  where: lowerEvent(scope, term.event),
  keys: [...keys, ...lowerKeys(scope, term.by)],
  missing: term.missing,
  at: term.span,
});

/** The category is a condition like any other, in front of the rest. */
function lowerEvent(scope: Scope, { category, where, span }: EventQuery): Predicate {
  const condition = toCondition(scope, where);
  const first = lowerCategory(scope, category);
  if (!first) return settle(condition, span);
  const rest = condition.kind === "and" ? condition.items : [condition];
  return settle(conjunction([first, ...rest], span), span);
}

function lowerCategory(scope: Scope, { name, span }: Category): Condition | undefined {
  if (name === null) return undefined;
  const field = categoryField(scope, span);
  return (field && { ...(termQuery(field, name) ?? conditionOf(false, span)), at: span }) ?? conditionOf(false, span);
}

function categoryField(scope: Scope, at: Span): FieldType | undefined {
  const name = scope.env.categoryField ?? "event.category";
  const field = scope.env.fields.get(name);
  if (field) return exactField(scope, field, at);
  return reportUnknown(scope, name, at) ? undefined : unknownField(name);
}

const lowerKeys = (scope: Scope, keys: readonly Expr[]): JoinKey[] => keys.flatMap((key) => lowerKey(scope, key) ?? []);

function lowerKey(scope: Scope, key: Expr): JoinKey | undefined {
  if (key.kind !== "field") return undefined;
  const field = resolveField(scope, key);
  if (field === null) return { field, optional: true, at: key.span };
  const exact = field && exactField(scope, field, key.span);
  return exact && { field: exact, optional: key.optional, at: key.span };
}

/** `head` and `tail` take a constant that is a whole number. */
function lowerPipe(scope: Scope, { name, args }: Pipe): PipeOp | undefined {
  const [argument] = args;
  if (!argument || argument.kind === "field" || (name !== "head" && name !== "tail")) return undefined;
  const count = toValue(scope, argument);
  if (count.type === "invalid") return undefined;
  const value = count.type === "integer" ? count.constant?.value : undefined;
  if (typeof value === "number" && value >= 0) return { kind: name, count: value };
  scope.report("T2046", argument.span, notACount(name, textOf(scope, argument)), `write \`| ${name} 10\``);
  return undefined;
}
