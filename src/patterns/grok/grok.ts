import { compileOnig } from "../onig/onig.ts";
import { expand, type GrokType } from "./expand.ts";

export interface GrokOutput {
  readonly name: string;
  readonly type: GrokType;
}

export interface GrokMatcher {
  /** In the order in which they first occur; each name once. */
  readonly outputs: readonly GrokOutput[];
  /** By output: the texts that were captured under its name. Undefined: no match; "exhausted": given up. */
  match(text: string): readonly (readonly string[])[] | undefined | "exhausted";
}

export type CompiledGrok = { readonly ok: GrokMatcher; readonly fault?: never } | { readonly fault: string; readonly ok?: never };

/** Makes a GROK pattern ready: `%{NAME}`, `%{NAME:output}`, `%{NAME:output:type}` and `(?<output>…)`. */
export function compileGrok(pattern: string): CompiledGrok {
  const types = new Map<string, GrokType>();
  const expanded = expand(pattern, types);
  if (typeof expanded !== "string") return expanded;
  const compiled = compileOnig(expanded);
  if (compiled.fault !== undefined) return { fault: compiled.fault };
  const { groups, search } = compiled.ok;
  const names = [...new Set(groups)];
  const outputs = names.map((name): GrokOutput => ({ name, type: types.get(name) ?? "keyword" }));
  const place = groups.map((name) => names.indexOf(name));
  const match: GrokMatcher["match"] = (text) => {
    const places = search(text);
    if (places === "none") return undefined;
    if (places === "exhausted") return places;
    const captured: string[][] = names.map(() => []);
    place.forEach((output, group) => {
      const from = places[2 * group] as number;
      if (from !== -1) captured[output]?.push(text.slice(from, places[2 * group + 1]));
    });
    return captured;
  };
  return { ok: { outputs, match } };
}
