import { GROK_PATTERNS } from "./bank.ts";

/** What a capture is made into; `float` is a double to ES|QL. */
export type GrokType = "keyword" | "integer" | "long" | "double" | "boolean";

const TYPES: Readonly<Record<string, GrokType>> = {
  int: "integer",
  long: "long",
  float: "double",
  double: "double",
  boolean: "boolean",
  string: "keyword",
};

/** Expanded text longer than this is a pattern that names itself, or hostile. */
const MAX_EXPANDED = 200_000;
const MAX_DEPTH = 50;

const REFERENCE = /%\{(\w+)(?::([^:{}]+))?(?::(\w+))?\}/;

/** Replaces references by what they stand for, until none is left. */
export function expand(pattern: string, types: Map<string, GrokType>, depth = 0): string | { readonly fault: string } {
  let rest = pattern;
  let expanded = "";
  for (let found = REFERENCE.exec(rest); found; found = REFERENCE.exec(rest)) {
    const [whole, syntax = "", output, type] = found;
    const definition = Object.hasOwn(GROK_PATTERNS, syntax) ? GROK_PATTERNS[syntax] : undefined;
    if (definition === undefined) return { fault: `Unable to find pattern [${syntax}] in Grok's pattern dictionary` };
    if (type !== undefined && TYPES[type] === undefined)
      return { fault: `Unknown type [${type}] of \`${whole}\`: int, long, float, double, boolean` };
    const inner = depth < MAX_DEPTH ? expand(definition, types, depth + 1) : { fault: `circular reference in pattern [${syntax}]` };
    if (typeof inner !== "string") return inner;
    if (output !== undefined && type !== undefined) types.set(output, TYPES[type] as GrokType);
    expanded += `${rest.slice(0, found.index)}${output === undefined ? `(?:${inner})` : `(?<${output}>${inner})`}`;
    if (expanded.length > MAX_EXPANDED) return { fault: "the pattern is too long once its references are expanded" };
    rest = rest.slice(found.index + whole.length);
  }
  return expanded + rest;
}
