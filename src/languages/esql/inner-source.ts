import { embedSource, type Source } from "../../diagnostics/index.ts";
import type { StringLiteral } from "./ast.ts";

/** The text of a string as a source of its own, whose faults point into the query. */
export function innerSource(parent: Source, { value, raw, span }: StringLiteral): Source {
  if (raw) return embedSource(parent, value, span.start + 3);
  const offsets: number[] = [];
  for (let at = span.start + 1; offsets.length < value.length; at++) {
    offsets.push(at);
    if (parent.text[at] === "\\") at++;
  }
  return embedSource(parent, value, [...offsets, span.end - 1]);
}
