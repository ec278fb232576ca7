import { isFault, scalar } from "./define.ts";
import type { EsqlArgument, EsqlCallFault, EsqlExample, EsqlFunction, PreparedCall } from "./function.ts";
import { comparatorOf } from "./order.ts";
import { type EsqlType, isNumericType } from "./type.ts";
import { COLUMN, ORDERED } from "./type-sets.ts";
import type { EsqlScalar } from "./value.ts";
import { commonType, incompatible, widen } from "./widen.ts";

interface ComparisonDefinition {
  readonly sign: "==" | "!=" | "<" | "<=" | ">" | ">=";
  readonly summary: string;
  readonly examples: readonly EsqlExample[];
}

type Test = (left: EsqlScalar, right: EsqlScalar) => boolean;

/** An operator that compares two values of types that meet. */
export function comparison({ sign, summary, examples }: ComparisonDefinition): EsqlFunction {
  const types = sign === "==" || sign === "!=" ? COLUMN : ORDERED;
  const common = ([left, right]: readonly EsqlArgument[]): EsqlType | EsqlCallFault => {
    const [a, b] = [left?.type ?? "null", right?.type ?? "null"];
    return commonType(a, b) ?? { fault: `[${sign}] ${disagreement(a, b)}`, argument: 1 };
  };
  return scalar({
    name: sign,
    summary,
    params: [
      { name: "left", types },
      { name: "right", types },
    ],
    result: (args) => {
      const type = common(args);
      return isFault(type) ? type : "boolean";
    },
    prepare: (args) => {
      const type = common(args);
      return isFault(type) ? type : compare(sign, type, args[0]?.type ?? "null", args[1]?.type ?? "null");
    },
    examples,
  });
}

/** Said as Elasticsearch says it: the first argument decides what the second must be. */
function disagreement(left: EsqlType, right: EsqlType): string {
  if (isNumericType(left) && isNumericType(right)) return `has arguments with ${incompatible(left, right)}`;
  const wanted = isNumericType(left) ? "numeric" : left;
  return `has a first argument of type [${left}], so the second argument must also be [${wanted}] but was [${right}]`;
}

function compare(sign: ComparisonDefinition["sign"], type: EsqlType, left: EsqlType, right: EsqlType): PreparedCall {
  const test = testOf(sign, type);
  if (type !== "double" && type !== "date_nanos") return ([a, b]) => test(a as EsqlScalar, b as EsqlScalar);
  return ([a, b]) => test(widen(a as EsqlScalar, left, type), widen(b as EsqlScalar, right, type));
}

function testOf(sign: ComparisonDefinition["sign"], type: EsqlType): Test {
  const order = comparatorOf(type);
  switch (sign) {
    case "==":
      return (a, b) => a === b;
    case "!=":
      return (a, b) => a !== b;
    case "<":
      return (a, b) => order(a, b) < 0;
    case "<=":
      return (a, b) => order(a, b) <= 0;
    case ">":
      return (a, b) => order(a, b) > 0;
    case ">=":
      return (a, b) => order(a, b) >= 0;
  }
}
