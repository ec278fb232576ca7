import type { Expr, InExpr } from "./ast.ts";
import { foundText, type Scope, textOf } from "./scope.ts";
import { isConstant, type Typed, type TypedConstant } from "./typed.ts";
import { areComparable, type EqlType } from "./types.ts";

/** The list of an `in`, nulls left out: constants that can be compared with the item. Undefined: reported. */
export function toInValues(scope: Scope, expr: InExpr, item: Typed, toValue: (expr: Expr) => Typed): TypedConstant[] | undefined {
  const values: TypedConstant[] = [];
  let sound = item.type !== "invalid";
  expr.values.forEach((node, i) => {
    const value = toValue(node);
    if (value.type === "invalid") {
      sound = false;
    } else if (!isConstant(value)) {
      reportFieldOperand(scope, node, "in");
      sound = false;
    } else if (!accepts(item.type, value.type)) {
      const message = `${numeral(i)} argument of [${textOf(scope, expr)}] must be [${item.typeName}], ${foundText(scope, node, value.typeName)}`;
      scope.report(
        "T2053",
        node.span,
        message,
        item.type === "string" ? "write the value in double quotes" : `take the value out, or compare another field`,
      );
      sound = false;
    } else if (value.constant.value !== null) {
      values.push(value);
    }
  });
  return sound ? values : undefined;
}

/** Dates, addresses and versions are written as texts. */
const accepts = (item: EqlType, value: EqlType): boolean =>
  areComparable(item, value) ||
  (value === "string" && (item === "date" || item === "ip" || item === "version")) ||
  (item === "date" && value === "integer");

function numeral(index: number): string {
  const place = index + 1;
  const suffix = place % 100 >= 11 && place % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place}${suffix}`;
}

/** What stands on the side of the constants changes from event to event. */
export function reportFieldOperand(scope: Scope, offender: Expr, operator: string): void {
  const message = `Comparisons against fields are not (currently) supported; offender [${textOf(scope, offender)}] in [${operator}]`;
  const hint =
    offender.kind === "field" ? "write a constant here; if it is meant as text, put it in double quotes" : "write a constant here";
  scope.report("T2052", offender.span, message, hint);
}
