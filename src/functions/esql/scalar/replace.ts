import { compileReplacer, type JavaReplacer } from "../../../patterns/java/replace.ts";
import { isTooLong, MAX_TEXT_BYTES } from "../code-points.ts";
import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import type { EsqlCallContext } from "../function.ts";
import { STRING } from "../type-sets.ts";

const TOO_LONG = `Creating strings with more than [${MAX_TEXT_BYTES}] bytes is not supported`;
const EXHAUSTED = "the regular expression takes too many steps on this text";

function replaceAll(replacer: JavaReplacer, text: string, replacement: string, context: EsqlCallContext): string | null {
  const { text: result, fault } = replacer.replaceAll(text, replacement, MAX_TEXT_BYTES);
  if (result !== undefined) return isTooLong(result) ? fail(context, ILLEGAL_ARGUMENT, TOO_LONG) : result;
  const why = fault === "tooLong" ? TOO_LONG : fault === "exhausted" ? EXHAUSTED : fault.message;
  return fail(context, ILLEGAL_ARGUMENT, why);
}

export const replace = scalar({
  name: "replace",
  summary:
    "The text with every match of a Java regular expression replaced; in the replacement `$1` is a group and `\\` makes the next character literal.",
  params: [
    { name: "string", types: STRING },
    { name: "regex", types: STRING },
    { name: "newString", types: STRING },
  ],
  result: (args) => {
    const pattern = args[1]?.constant;
    const fault = typeof pattern === "string" ? compileReplacer(pattern).fault : undefined;
    return fault === undefined ? "keyword" : { fault: `Invalid regular expression [${String(pattern)}]: ${fault}`, argument: 1 };
  },
  prepare: (args) => {
    const pattern = args[1]?.constant;
    const { ok: known, fault } = typeof pattern === "string" ? compileReplacer(pattern) : {};
    if (fault !== undefined) return { fault, argument: 1 };
    return ([text, written, replacement], context) => {
      const { ok: replacer, fault: wrong } = known ? { ok: known } : compileReplacer(written as string);
      if (!replacer) return fail(context, "java.util.regex.PatternSyntaxException", wrong ?? "");
      return replaceAll(replacer, text as string, replacement as string, context);
    };
  },
  examples: [
    { query: 'REPLACE("Hello World", "World", "Universe")', result: "Hello Universe", type: "keyword" },
    { query: `REPLACE("Hello World", "\\\\s+", "")`, result: "HelloWorld", type: "keyword" },
    { query: `REPLACE("10001", "(0+)", "[$1]")`, result: "1[000]1", type: "keyword" },
    { query: 'LENGTH("a🔥b🔥") - LENGTH(REPLACE("a🔥b🔥", "🔥", ""))', result: 2, type: "integer" },
    {
      query: 'REPLACE("a", "a", "$1")',
      result: null,
      type: "keyword",
      warning: "java.lang.IllegalArgumentException: No group 1",
    },
  ],
});
