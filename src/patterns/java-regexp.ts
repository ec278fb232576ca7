import { RE2JS } from "re2js";

/** A regular expression of scripts, ready to test whole texts in linear time. */
export interface JavaRegexp {
  /** Whether the expression fits the whole text, as Java's `Matcher.matches`. */
  fits(text: string): boolean;
}

export type ParsedJavaRegexp =
  | { readonly ok: JavaRegexp; readonly error?: never }
  | { readonly error: { readonly message: string }; readonly ok?: never };

/**
 * Reads a Java regular expression, which EQL's scripts (`regex` on a function's result) use instead of Lucene's. What
 * cannot run in linear time (look-around, back-references, possessive quantifiers) and what the library would read
 * otherwise than Java (`&&` and classes inside classes) is refused.
 * @param fold letters match in either case
 */
export function parseJavaRegexp(pattern: string, fold: boolean): ParsedJavaRegexp {
  const alien = alienClass(pattern);
  if (alien !== undefined) return { error: { message: `\`${alien}\` inside a character class is not supported` } };
  try {
    const compiled = RE2JS.compile(pattern, fold ? RE2JS.CASE_INSENSITIVE : 0);
    return { ok: { fits: (text) => compiled.testExact(text) } };
  } catch (fault) {
    return { error: { message: faultText(fault) } };
  }
}

const PREFIX = "error parsing regexp: ";

function faultText(fault: unknown): string {
  const message = fault instanceof Error ? fault.message : String(fault);
  return message.startsWith(PREFIX) ? message.slice(PREFIX.length) : message;
}

/** The part of a character class that Java gives another meaning than the library does. */
function alienClass(pattern: string): string | undefined {
  let inside = false;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === "\\") i++;
    else if (!inside) inside = character === "[";
    else if (character === "]") inside = pattern[i - 1] === "[" || (pattern[i - 1] === "^" && pattern[i - 2] === "[");
    else if (character === "[" && pattern[i + 1] !== ":") return "[";
    else if (character === "&" && pattern[i + 1] === "&") return "&&";
  }
  return undefined;
}
