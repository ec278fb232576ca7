import type { CompareOperator } from "./ast.ts";
import type { Scope } from "./scope.ts";
import { nullOf, type Typed } from "./typed.ts";

/**
 * `?f == "null"` and `!=`, where the mapping lacks the field: the text is read as the literal null, so that it is the
 * null test; a warning says so. Every other text keeps its meaning (no null equals it), and so does `"null"` beside a
 * field that is mapped.
 *
 * A deviation. By the folding that the EQL docs and Elasticsearch's optimizer give, a text never equals null. Recorded
 * cases of Elasticsearch's EQL suite are in use whose text has the quotes (`optionalMissingFieldNullEquality` and two
 * more) with the results of the null test; the suite's own files have the bare literal there.
 */
export function readNullText(scope: Scope, op: CompareOperator, left: Typed, right: Typed): readonly [Typed, Typed] {
  if (op !== "==" && op !== "!=") return [left, right];
  if (isMissingField(left) && isNullText(right)) return [left, asNull(scope, left, right)];
  if (isMissingField(right) && isNullText(left)) return [asNull(scope, right, left), right];
  return [left, right];
}

const isMissingField = ({ node, type }: Typed): boolean => node.kind === "field" && type === "null";
const isNullText = ({ node }: Typed): boolean => node.kind === "string" && node.value === "null";

function asNull(scope: Scope, field: Typed, { node }: Typed): Typed {
  const name = field.node.kind === "field" ? field.node.name : "";
  scope.report(
    "T2060",
    node.span,
    `The mapping lacks [${name}], so the text "null" is read as the literal null`,
    "write `null`",
    "warning",
  );
  return nullOf(node);
}
