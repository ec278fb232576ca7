import { type Segments } from "../../patterns/wildcard-pattern.ts";

const EXACT = 0xffff;
const HEADER = 40;
/** Stands for any one character. */
const ONE = 0xff;
const LONGEST = 0x7fff;
/** How many bytes of a pattern's ends are compared at once. */
const GLANCE = 8;

/** A pattern as `assembly/patterns.ts` has it; undefined where it cannot be written so. Its characters are ASCII. */
export function writePattern(segments: Segments): Uint8Array | undefined {
  const parts = segments.map(bytesOf);
  const size = parts.reduce((sum, part) => sum + part.length + 2, HEADER);
  if (size > LONGEST) return undefined;
  const head = parts[0] as readonly number[];
  const exact = parts.length === 1;
  const tail = exact ? [] : (parts.at(-1) as readonly number[]);
  const inner = parts.slice(1, -1);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, head.length, true);
  view.setUint16(2, tail.length, true);
  view.setUint16(4, exact ? EXACT : inner.length, true);
  view.setUint16(
    6,
    parts.reduce((sum, part) => sum + part.length, 0),
    true,
  );
  glance(bytes, 8, head.slice(0, GLANCE), 0);
  glance(bytes, 24, tail.slice(-GLANCE), Math.max(0, GLANCE - tail.length));
  bytes.set(head, HEADER);
  bytes.set(tail, HEADER + head.length);
  let at = HEADER + head.length + tail.length;
  for (const part of inner) {
    view.setUint16(at, part.length, true);
    bytes.set(part, at + 2);
    at += 2 + part.length;
  }
  return bytes;
}

/** Some of eight bytes and, behind these, the mask of those that count. */
function glance(bytes: Uint8Array, at: number, part: readonly number[], from: number): void {
  part.forEach((byte, i) => {
    if (byte === ONE) return;
    bytes[at + from + i] = byte;
    bytes[at + GLANCE + from + i] = 0xff;
  });
}

function bytesOf(segment: Segments[number]): readonly number[] {
  return segment.flatMap((atom) => (typeof atom === "number" ? new Array<number>(atom).fill(ONE) : [...Buffer.from(atom, "latin1")]));
}

/** A pattern with other characters fits no text that is ASCII. */
export const isAsciiPattern = (segments: Segments): boolean =>
  segments.every((segment) => segment.every((atom) => typeof atom === "number" || isAscii(atom)));

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
