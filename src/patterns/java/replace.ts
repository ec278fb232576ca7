import type { CodeTest, JavaExpression } from "./ast.ts";
import { firstTest } from "./first.ts";
import { parseJava } from "./parse.ts";
import { compileProgram, type Program } from "./program.ts";
import { type Budget, Exhausted, runProgram } from "./run.ts";

/** What a replacement gave: the text, what is wrong with the replacement, or why it was given up. */
export type Replaced =
  | { readonly text: string; readonly fault?: never }
  | { readonly fault: "exhausted" | "tooLong" | { readonly message: string }; readonly text?: never };

export interface JavaReplacer {
  /**
   * Replaces every match, as Java's `Matcher.replaceAll`: in the replacement `$1` and `${name}` are groups and `\` makes
   * the next character literal. Matches are found in linear time where the expression has no back-references.
   * @param longest how long the result may be, in UTF-16 units
   */
  replaceAll(text: string, replacement: string, longest: number): Replaced;
}

export type CompiledReplacer = { readonly ok: JavaReplacer; readonly fault?: never } | { readonly fault: string; readonly ok?: never };

/** Steps for one text: so many, and for each of its characters some more. */
const STEPS = 500_000;
const STEPS_PER_CHARACTER = 100;

/** Makes a regular expression of java.util.regex ready to replace its matches. */
export function compileReplacer(pattern: string): CompiledReplacer {
  const parsed = parseJava(pattern);
  if (parsed.fault !== undefined) return { fault: parsed.fault };
  const program = compileProgram(parsed.ok);
  if (!program) return { fault: "the regular expression is too large" };
  let searched: Searched | undefined;
  const ready = (): Searched => (searched ??= { expression: parsed.ok, program, first: firstTest(parsed.ok.root) });
  return { ok: { replaceAll: (text, replacement, longest) => replaceAll(ready(), text, replacement, longest) } };
}

interface Searched {
  readonly expression: JavaExpression;
  readonly program: Program;
  /** What a match can begin with, if not with anything. */
  readonly first: CodeTest | undefined;
}

function replaceAll(searched: Searched, text: string, replacement: string, longest: number): Replaced {
  const budget: Budget = { steps: STEPS + STEPS_PER_CHARACTER * text.length };
  const parts: Part[] = [];
  let fault: string | undefined;
  let result = "";
  let copied = 0;
  try {
    for (let places = find(searched, text, 0, budget); places; places = find(searched, text, nextStart(text, places), budget)) {
      if (parts.length === 0) fault = readReplacement(replacement, searched.expression, parts);
      if (fault !== undefined) return { fault: { message: fault } };
      result += text.slice(copied, places[0]) + parts.map((part) => partText(part, text, places)).join("");
      copied = places[1] as number;
      if (result.length > longest) return { fault: "tooLong" };
    }
  } catch (reason) {
    if (reason instanceof Exhausted) return { fault: "exhausted" };
    throw reason;
  }
  result += text.slice(copied);
  return result.length > longest ? { fault: "tooLong" } : { text: result };
}

/** Behind an empty match the search goes on one character later. */
const nextStart = (text: string, places: Int32Array): number => {
  const [from, to] = [places[0] as number, places[1] as number];
  return to > from ? to : to + ((text.codePointAt(to) ?? 0) > 0xffff ? 2 : 1);
};

function find({ program, first }: Searched, text: string, start: number, budget: Budget): Int32Array | undefined {
  for (let at = start; at <= text.length; ) {
    const code = text.codePointAt(at) ?? -1;
    if (!first || (code >= 0 && first(code))) {
      const places = new Int32Array(program.slots).fill(-1);
      if (runProgram(program, text, at, places, budget) !== -1) return places;
    }
    at += code > 0xffff ? 2 : 1;
  }
  return undefined;
}

/** Literal text, or the number of a group. */
type Part = string | number;

function partText(part: Part, text: string, places: Int32Array): string {
  if (typeof part === "string") return part;
  const from = places[2 * part] as number;
  return from === -1 ? "" : text.slice(from, places[2 * part + 1]);
}

/** Reads a replacement into `parts`, at least one; what is wrong with it, in Java's words. */
function readReplacement(replacement: string, { groups, names }: JavaExpression, parts: Part[]): string | undefined {
  parts.push("");
  for (let at = 0; at < replacement.length; ) {
    const character = replacement[at] as string;
    if (character === "\\") {
      if (at + 1 >= replacement.length) return "character to be escaped is missing";
      parts.push(replacement[at + 1] as string);
      at += 2;
    } else if (character === "$") {
      const group = groupAt(replacement, at + 1, groups, names);
      if (typeof group === "string") return group;
      parts.push(group.group);
      at = group.end;
    } else {
      parts.push(character);
      at++;
    }
  }
  return undefined;
}

function groupAt(text: string, at: number, groups: number, names: ReadonlyMap<string, number>): string | { group: number; end: number } {
  if (text[at] === "{") {
    const end = text.indexOf("}", at);
    const name = end === -1 ? "" : text.slice(at + 1, end);
    if (name === "") return "named capturing group is missing trailing '}'";
    const group = names.get(name);
    return group === undefined ? `No group with name {${name}}` : { group, end: end + 1 };
  }
  if (at >= text.length) return "Illegal group reference: group index is missing";
  if (!isDigit(text[at] as string)) return "Illegal group reference";
  let group = Number(text[at]);
  let end = at + 1;
  if (group > groups) return `No group ${group}`;
  while (end < text.length && isDigit(text[end] as string) && group * 10 + Number(text[end]) <= groups)
    group = group * 10 + Number(text[end++]);
  return { group, end };
}

const isDigit = (character: string): boolean => character >= "0" && character <= "9";
