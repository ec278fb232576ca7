import type { Span } from "../../diagnostics/index.ts";
import { escapeOffsets } from "./text-offsets.ts";

/** Where the characters of a TOML text stand, in the terms of `embedSource`; `at` has its quotes. */
export function textOffsets(text: string, at: Span, decoded: string): number | readonly number[] {
  const quote = text[at.start] as string;
  const long = text.startsWith(quote.repeat(3), at.start);
  const width = long ? 3 : 1;
  let start = at.start + width;
  if (long) start += text.startsWith("\r\n", start) ? 2 : text[start] === "\n" ? 1 : 0;
  if (text.startsWith(decoded, start)) return start;
  return escapeOffsets(text, start, at.end - width, quote === '"');
}
