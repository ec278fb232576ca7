import { RE2JS } from "re2js";
import type { OnigExpression } from "./ast.ts";
import { compileBacktracking, type SearchResult } from "./backtrack.ts";
import { parseOnig } from "./parse.ts";
import { hasWordBoundary, toLinear } from "./to-re2.ts";

/** A regular expression in Oniguruma's Ruby syntax that is searched for in texts. */
export interface OnigSearch {
  /** The names of its groups, by number; one may occur several times. */
  readonly groups: readonly string[];
  /** The first place where it matches, from the left; places are in UTF-16 units. */
  search(text: string): SearchResult;
}

export type CompiledOnig = { readonly ok: OnigSearch; readonly fault?: never } | { readonly fault: string; readonly ok?: never };

/** In linear time where the expression allows, else with counted steps. */
export function compileOnig(pattern: string): CompiledOnig {
  const parsed = parseOnig(pattern);
  if (parsed.fault !== undefined) return { fault: parsed.fault };
  const { ok: expression } = parsed;
  let search: OnigSearch["search"] | undefined;
  // Most patterns are of queries whose events never come, and their programs are large.
  return { ok: { groups: expression.groups, search: (text) => (search ??= compileSearch(expression))(text) } };
}

function compileSearch(expression: OnigExpression): OnigSearch["search"] {
  const linear = compileLinear(expression);
  const asciiOnly = hasWordBoundary(expression.root);
  let backtracking: ((text: string) => SearchResult) | undefined;
  const searchSlowly = (text: string): SearchResult => (backtracking ??= compileBacktracking(expression))(text);
  return linear ? (text) => (asciiOnly && !isAscii(text) ? searchSlowly(text) : linear(text)) : searchSlowly;
}

function compileLinear({ root, groups }: OnigExpression): ((text: string) => SearchResult) | undefined {
  const text = toLinear(root);
  const compiled = text === undefined ? undefined : compileRe2(text);
  return compiled && ((searched) => searchLinear(compiled, groups.length, searched));
}

/** Undefined where the library finds the expression too large. */
function compileRe2(text: string): RE2JS | undefined {
  try {
    return RE2JS.compile(text);
  } catch {
    return undefined;
  }
}

function searchLinear(compiled: RE2JS, groups: number, text: string): SearchResult {
  const matcher = compiled.matcher(text);
  if (!matcher.find()) return "none";
  const places = new Int32Array(2 * groups);
  for (let group = 0; group < groups; group++) {
    places[2 * group] = matcher.start(group + 1);
    places[2 * group + 1] = matcher.end(group + 1);
  }
  return places;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
