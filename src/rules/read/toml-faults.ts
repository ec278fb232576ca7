import { ParseError, parseTOML } from "toml-eslint-parser";
import { type Diagnostic, diagnosticAt, type Source, span } from "../../diagnostics/index.ts";

/** The parser's messages in our words, and what to do. What is not here is told as the parser says it. */
const FAULTS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  "Unterminated string constant": ["the text is not closed before the line or file ends", "close it with the quotes it was opened with"],
  "Unterminated table-key": ["the table header is not closed", "write it as `[name]` or `[[name]]`"],
  "Unterminated array": ["the list is not closed", "close it with `]`"],
  "Unterminated inline table": ["the inline table is not closed", "close it with `}`"],
  "Empty bare keys are not allowed": ["a key is missing", "write `key = value`"],
  "Must be a newline": [
    "more text follows where the line should end",
    "one `key = value` a line; quotes inside a text need escaping or ''' quotes",
  ],
  "Expected equal (=) token": ["expected `=` after the key", "write `key = value`"],
  "Unspecified values are invalid": ["the value is missing", "write `key = value`"],
  "Expected comma (,) token": ["expected `,` between values", "separate the values of a list by commas"],
  "Defining a key multiple times is invalid": ["the key is defined twice", "remove one of them; a list of tables needs `[[name]]`"],
  "Unexpected character": ["unexpected character", "text values need quotes"],
  "Unexpected token": ["unexpected text", "write `key = value`, or a header such as `[rule]`; text values need quotes"],
  "Invalid character in escape sequence": [
    "unknown escape sequence",
    "write `\\\\` for a backslash, or use ''' quotes, where nothing is escaped",
  ],
  "Leading zeros are not allowed": ["a number must not begin with 0", "put quotes around it if it is text"],
  "The key, equals sign, and value must be on the same line": [
    "key, `=` and value must stand on one line",
    "use \"\"\" or ''' for text of several lines",
  ],
};

/** What the parser threw as a diagnostic at its place. */
export function tomlFault(source: Source, error: unknown): Diagnostic {
  if (error instanceof RangeError) return diagnosticAt(source, span(0, 0), "T1001", "tables or lists are nested too deep");
  if (!(error instanceof ParseError)) throw error;
  const [message, hint] = FAULTS[error.message] ?? [lowerFirst(error.message), undefined];
  const start = openingQuotes(source.text, error) ?? Math.min(Math.max(error.index, 0), source.text.length);
  return diagnosticAt(source, span(start, Math.min(start + 1, source.text.length)), "T1001", message, { hint });
}

/**
 * Where text in triple quotes that is never closed begins; the parser names the end of the file. Its quotes are the
 * last of their kind, and the file parses when the text is closed right behind them.
 */
function openingQuotes(text: string, error: ParseError): number | undefined {
  if (error.message !== "Unterminated string constant" || error.index < text.length) return undefined;
  const openings = ["'''", '"""'].map((quotes) => ({ quotes, at: text.lastIndexOf(quotes) }));
  return openings.find(({ quotes, at }) => at >= 0 && parses(text.slice(0, at) + quotes + quotes))?.at;
}

function parses(text: string): boolean {
  try {
    parseTOML(text);
    return true;
  } catch {
    return false;
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
