const QUOTE = '"';
const BACKSLASH = "\\";

const isBlank = (char: string | undefined): boolean => char === " " || char === "\t";

/**
 * Splits a command line as a Windows program does that uses the C runtime: blanks separate outside quotes, quotes are
 * taken off, `\"` is a quote, and backslashes count in pairs only before a quote.
 */
export function splitArguments(line: string): readonly string[] {
  const args: string[] = [];
  for (let at = 0; ; ) {
    while (isBlank(line[at])) at++;
    if (at >= line.length) return args;
    const { text, end } = readArgument(line, at);
    args.push(text);
    at = end;
  }
}

function readArgument(line: string, from: number): { readonly text: string; readonly end: number } {
  let text = "";
  let quoted = false;
  let at = from;
  while (at < line.length && (quoted || !isBlank(line[at]))) {
    let backslashes = 0;
    while (line[at] === BACKSLASH) {
      backslashes++;
      at++;
    }
    if (line[at] !== QUOTE) {
      text += BACKSLASH.repeat(backslashes);
      if (at < line.length && (quoted || !isBlank(line[at]))) text += line[at++];
      continue;
    }
    text += BACKSLASH.repeat(backslashes >> 1);
    at++;
    if (backslashes % 2 === 1) text += QUOTE;
    else if (quoted && line[at] === QUOTE) {
      text += QUOTE;
      at++;
    } else quoted = !quoted;
  }
  return { text, end: at };
}

/** Splits at blanks outside quotes and keeps the quotes, as Elastic's Security integration does. */
export function splitKeepingQuotes(line: string): readonly string[] {
  const args: string[] = [];
  let quoted = false;
  let from = 0;
  for (let at = 0; at <= line.length; at++) {
    const char = line[at];
    if (char === QUOTE) quoted = !quoted;
    if (at < line.length && (quoted || !isBlank(char))) continue;
    if (at > from) args.push(line.slice(from, at));
    from = at + 1;
  }
  return args;
}
