import { isJsonObject } from "../../event/json.ts";

const LF = 0x0a;

/** Bytes of a stream's head that formats are told by; what stands behind them changes no decision. */
export const SNIFF_BYTES: number = 64 * 1024;

/** A binary format shows itself within so many bytes, a tar header being the longest. */
const BINARY_HEAD = 512;

/** Blanks, carriage returns, record separators, and the bytes of a byte order mark. */
const BLANK = new Set([0x20, 0x09, 0x0d, 0x1e, 0xef, 0xbb, 0xbf]);

/** The place of the first byte of a line that is not blank, or `to`. */
export function skipBlank(block: Buffer, from: number, to: number): number {
  let start = from;
  while (start < to && BLANK.has(block[start] as number)) start++;
  return start;
}

/** What a line is as JSON; undefined where it is none. An empty object fits on a line in every layout: it tells nothing. */
export type LineKind = "object" | "empty" | "other" | undefined;

export interface HeadLine {
  readonly kind: LineKind;
  /** Its line break is there, too. */
  readonly whole: boolean;
  readonly opensList: boolean;
}

/** The first lines that are not blank. */
export function* headLines(head: Buffer, most: number): Generator<HeadLine> {
  const end = head.length;
  let count = 0;
  for (let from = 0; from < end && count < most; ) {
    const found = head.indexOf(LF, from);
    const whole = found !== -1;
    const to = whole ? found : end;
    const start = skipBlank(head, from, to);
    if (start < to) {
      count++;
      const text = head.toString("utf8", start, to);
      yield { kind: kindOf(text), whole, opensList: text.startsWith("[") };
    }
    from = to + 1;
  }
}

function kindOf(text: string): LineKind {
  try {
    const value = JSON.parse(text) as unknown;
    if (!isJsonObject(value)) return "other";
    return Object.keys(value).length > 0 ? "object" : "empty";
  } catch {
    return undefined;
  }
}

/**
 * Whether the head tells all that can be told. A first line that is an object does: an endless pipe that sends one
 * event a minute is read as it comes. However a stream is cut into blocks, its format is decided by the same bytes.
 */
export function isEnough(head: Buffer): boolean {
  if (head.includes(0)) return head.length >= BINARY_HEAD;
  if (!head.includes(LF)) return false;
  const [first] = headLines(head, 1);
  return first?.whole === true && first.kind === "object";
}
