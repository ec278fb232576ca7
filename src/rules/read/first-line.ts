/** The first line that is neither blank nor a `#` comment, trimmed; empty where there is none. */
export function firstLine(text: string): string {
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf("\n", start);
    const end = next === -1 ? text.length : next;
    const line = text.slice(start, end).trim();
    if (line !== "" && !line.startsWith("#")) return line;
    start = end + 1;
  }
  return "";
}
