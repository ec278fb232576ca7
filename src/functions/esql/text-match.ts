import { fail, ILLEGAL_ARGUMENT, SINGLE_VALUE } from "./exceptions.ts";
import { isFault, scalar } from "./define.ts";
import type { EsqlArgument, EsqlCallFault, EsqlExample, EsqlFunction, PreparedCall } from "./function.ts";
import { STRING } from "./type-sets.ts";
import { isMulti } from "./value.ts";

/** Undefined: given up on this text. */
export type TextTest = (text: string) => boolean | undefined;

export interface TextMatchDefinition {
  readonly name: "like" | "rlike";
  readonly summary: string;
  /** What is wrong with a pattern, if anything. */
  readonly check: (pattern: string) => string | undefined;
  readonly compile: (patterns: readonly string[]) => TextTest;
  /** The pattern fits every text; Elasticsearch then asks only whether there is a value at all. */
  readonly fitsAll: (pattern: string) => boolean;
  readonly examples: readonly EsqlExample[];
}

/** LIKE and RLIKE: whether one of the patterns fits the whole text. */
export function textMatch({ name, summary, check, compile, fitsAll, examples }: TextMatchDefinition): EsqlFunction {
  const patternsOf = (args: readonly EsqlArgument[]): readonly string[] | EsqlCallFault => {
    const patterns: string[] = [];
    for (const [argument, { constant }] of args.entries()) {
      if (argument === 0) continue;
      if (typeof constant !== "string") return { fault: `the pattern of ${name.toUpperCase()} must be a constant text`, argument };
      const fault = check(constant);
      if (fault !== undefined) return { fault: `Invalid pattern for ${name.toUpperCase()} [${constant}]: [${fault}]`, argument };
      patterns.push(constant);
    }
    return patterns;
  };
  return scalar({
    name,
    summary,
    params: [
      { name: "string", types: STRING },
      { name: "pattern", types: STRING, variadic: true, constant: true },
    ],
    nulls: "own",
    multi: "own",
    result: (args) => {
      const patterns = args.every((arg, i) => i === 0 || arg.constant !== undefined) ? patternsOf(args) : [];
      return isFault(patterns) ? patterns : "boolean";
    },
    prepare: (args) => {
      const patterns = patternsOf(args);
      if (isFault(patterns)) return patterns;
      if (patterns.length === 1 && fitsAll(patterns[0] as string)) return ([value]) => value !== null;
      return onTexts(compile(patterns));
    },
    examples,
  });
}

const onTexts =
  (test: TextTest): PreparedCall =>
  ([value], context) => {
    if (value === null) return null;
    if (isMulti(value ?? null)) return fail(context, ILLEGAL_ARGUMENT, SINGLE_VALUE);
    return test(value as string) ?? fail(context, ILLEGAL_ARGUMENT, "the regular expression is too complex for this text");
  };
