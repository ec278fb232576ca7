/** `Key = Value` lines (4103's `ContextInfo`) and `Key=Value` lines (the classic log), names without blanks. */
export function parseContext(text: string): ReadonlyMap<string, string> {
  const context = new Map<string, string>();
  let last: string | undefined;
  for (const raw of text.split("\n")) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const equals = line.indexOf("=");
    const name = equals === -1 ? "" : withoutBlanks(line.slice(0, equals));
    if (isName(name) && isIndented(line, last === undefined)) {
      last = name;
      context.set(name, line.slice(equals + 1).trim());
    } else if (last !== undefined && line.trim() !== "") {
      // A long value goes on over the next lines.
      context.set(last, `${context.get(last)}\n${line}`);
    }
  }
  return context;
}

const withoutBlanks = (text: string): string => text.split(" ").join("").trim();

/** The first line's indent may have been cut off by whoever trimmed the text. */
const isIndented = (line: string, isFirst: boolean): boolean => isFirst || line.startsWith("\t") || line.startsWith("        ");

function isName(text: string): boolean {
  if (text === "" || text.length > 40) return false;
  for (const char of text) if (!((char >= "A" && char <= "Z") || (char >= "a" && char <= "z"))) return false;
  return true;
}
