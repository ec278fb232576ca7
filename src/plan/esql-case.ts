import { ALL, allOf, anyOf, NOTHING } from "./combine.ts";
import type { EsqlCall, EsqlExpr, EsqlLiteral } from "./esql.ts";
import { joinEqualities } from "./esql-combine.ts";
import type { Predicate } from "./predicate.ts";

/**
 * A test of a CASE whose results are constants, as one of which of its conditions is the first that is true. Undefined: it is no
 * such test.
 * @param isTrue what a condition is true for
 */
export function caseTruth(
  { name, args: [subject, ...others] }: EsqlCall,
  wanted: boolean,
  isTrue: (condition: EsqlExpr) => Predicate,
): Predicate | undefined {
  if (subject?.kind !== "call" || subject.name !== "case") return undefined;
  const branches = branchesOf(subject).map(({ condition, result }) => ({ condition, outcome: outcome(name, result, others) }));
  if (branches.some((branch) => branch.outcome === undefined)) return undefined;
  const isWanted = (branch: number): boolean => branches[branch]?.outcome === wanted;
  // The last branch always holds, and so do those before it that come to the same.
  let end = branches.length - 1;
  let holds: Predicate = isWanted(end) ? ALL : NOTHING;
  while (end > 0 && isWanted(end - 1) === (holds === ALL)) end--;
  while (end > 0) {
    let begin = end - 1;
    while (begin > 0 && isWanted(begin - 1) === isWanted(begin)) begin--;
    const chosen = isTrue(anyTrue(branches.slice(begin, end).map(({ condition }) => condition)));
    if (isWanted(begin)) holds = holds === NOTHING ? chosen : anyOf([chosen, holds]);
    else holds = allOf([{ kind: "not", item: chosen }, ...(holds === ALL ? [] : [holds])]);
    end = begin;
  }
  return holds;
}

interface Branch {
  readonly condition: EsqlExpr;
  readonly result: EsqlExpr | undefined;
}

/** In turn; the last one always holds. */
function branchesOf({ args }: EsqlCall): readonly Branch[] {
  const conditions = Array.from({ length: args.length >> 1 }, (_, i) => ({ condition: args[2 * i] as EsqlExpr, result: args[2 * i + 1] }));
  return [...conditions, { condition: TRUE, result: args.length % 2 === 1 ? args.at(-1) : NULL }];
}

const anyTrue = (conditions: readonly EsqlExpr[]): EsqlExpr =>
  conditions.length === 1 ? (conditions[0] as EsqlExpr) : joinEqualities({ kind: "call", name: "or", args: conditions, type: "boolean" });

const TRUE: EsqlLiteral = { kind: "literal", value: true, type: "boolean" };
const NULL: EsqlLiteral = { kind: "literal", value: null, type: "null" };

/** Undefined: only an evaluation can tell. */
type Outcome = boolean | null | undefined;

/** What a test of one constant against others comes to. */
function outcome(name: string, subject: EsqlExpr | undefined, others: readonly EsqlExpr[]): Outcome {
  if (subject?.kind !== "literal") return undefined;
  const { value } = subject;
  if (name === "is null" || name === "is not null") return (value === null) === (name === "is null");
  if (name !== "==" && name !== "!=" && name !== "in") return undefined;
  if (value === null) return null;
  const texts = others.map((other) => (other.kind === "literal" && isText(other) ? other.value : undefined));
  if (!isText(subject) || texts.includes(undefined)) return undefined;
  return texts.includes(value) === (name !== "!=");
}

const isText = ({ value, type }: EsqlLiteral): boolean => typeof value === "string" && (type === "keyword" || type === "text");
