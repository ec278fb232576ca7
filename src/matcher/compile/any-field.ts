import { analyze } from "../../event/analyze.ts";
import type { FieldType } from "../../event/field-type.ts";
import { parseIp } from "../../event/ip.ts";
import type { Scalar } from "../../event/json.ts";
import type { AnyFieldPredicate } from "../../plan/predicate.ts";
import { compileExactLeaves } from "../exact-leaves.ts";
import { compilePhrase } from "../text/phrase.ts";
import { compileWildcards } from "../../patterns/wildcard.ts";
import type { TokenIndex } from "../token-index.ts";
import { anyOf, type Scope, type Test } from "./scope.ts";

/** Every value outside the text fields as an exact one; the text fields by their tokens. */
export function compileAnyField({ text, mode, textFields }: AnyFieldPredicate, scope: Scope): Test {
  const visit = compileExactLeaves(textFields);
  const equals = mode === "pattern" ? compilePattern(text) : compileValue(text);
  const holds = compileTokens(text, mode);
  const inText = textFields.map((path): Test => {
    const slot = scope.slot(textField(path));
    return (record) => holds(slot.tokens(record));
  });
  return anyOf([(record) => visit(record.document, equals), ...inText]);
}

export const textField = (path: string): FieldType => ({ name: path, path, kind: "text" });

/** Leniently: numbers by value, booleans and texts as written, addresses by address. */
function compileValue(text: string): (value: Scalar) => boolean {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  const address = parseIp(text);
  return (value) => {
    if (typeof value === "number") return value === number;
    if (typeof value === "boolean") return String(value) === text;
    return value === text || (address !== undefined && parseIp(value) === address);
  };
}

/** Patterns fit texts only: numbers and booleans are left out, as `lenient` does. */
function compilePattern(text: string): (value: Scalar) => boolean {
  const fits = compileWildcards([text]);
  return (value) => typeof value === "string" && fits(value);
}

function compileTokens(text: string, mode: AnyFieldPredicate["mode"]): (index: TokenIndex) => boolean {
  if (mode === "pattern") {
    const fits = compileWildcards([text.toLowerCase()]);
    return (index) => index.keys().some(fits);
  }
  const tokens = analyze(text);
  if (tokens.length === 0) return () => false;
  return mode === "phrase" ? compilePhrase(tokens, 0) : (index) => tokens.some((token) => index.has(token));
}
