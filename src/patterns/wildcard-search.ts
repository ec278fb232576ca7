import { type Atom, literalText, type Segments } from "./wildcard-pattern.ts";

/**
 * A test of one pattern with at least one star. Each inner segment is taken at the first place it fits, which is
 * enough since the stars are free; no part of the text is searched twice, so the cost is at most the text's length
 * times the longest segment's.
 */
export function compileSegments(segments: Segments): (text: string) => boolean {
  const first = segments[0] as readonly Atom[];
  const last = segments.at(-1) as readonly Atom[];
  const searches = segments.slice(1, -1).map(compileSearch);
  return (text) => {
    let at = fitForward(text, 0, first);
    if (at === -1) return false;
    const end = fitBackward(text, text.length, last);
    if (end === -1 || end < at) return false;
    for (const search of searches) {
      at = search(text, at);
      if (at === -1) return false;
    }
    return at <= end;
  };
}

/** A test of one pattern without a star. */
export function compileExact(segment: readonly Atom[]): (text: string) => boolean {
  return (text) => fitForward(text, 0, segment) === text.length;
}

/** Finds the first fit at or after an offset; returns its end, or -1. */
function compileSearch(segment: readonly Atom[]): (text: string, from: number) => number {
  const literal = literalText(segment);
  if (literal !== undefined) {
    return (text, from) => {
      const found = text.indexOf(literal, from);
      return found === -1 ? -1 : found + literal.length;
    };
  }
  const [first] = segment;
  if (typeof first === "string") return (text, from) => searchFrom(text, from, segment, first);
  return (text, from) => searchAny(text, from, segment);
}

function searchFrom(text: string, from: number, segment: readonly Atom[], first: string): number {
  for (let start = text.indexOf(first, from); start !== -1; start = text.indexOf(first, start + 1)) {
    const end = fitForward(text, start, segment);
    if (end !== -1) return end;
  }
  return -1;
}

function searchAny(text: string, from: number, segment: readonly Atom[]): number {
  for (let start = from; start <= text.length; start = forward(text, start)) {
    const end = fitForward(text, start, segment);
    if (end !== -1) return end;
    if (start === text.length) return -1;
  }
  return -1;
}

function fitForward(text: string, start: number, segment: readonly Atom[]): number {
  let at = start;
  for (const atom of segment) {
    if (typeof atom === "string") {
      if (!text.startsWith(atom, at)) return -1;
      at += atom.length;
    } else {
      for (let i = 0; i < atom; i++) {
        if (at >= text.length) return -1;
        at = forward(text, at);
      }
    }
  }
  return at;
}

function fitBackward(text: string, end: number, segment: readonly Atom[]): number {
  let at = end;
  for (let i = segment.length - 1; i >= 0; i--) {
    const atom = segment[i] as Atom;
    if (typeof atom === "string") {
      if (!text.endsWith(atom, at)) return -1;
      at -= atom.length;
    } else {
      for (let j = 0; j < atom; j++) {
        if (at <= 0) return -1;
        at = backward(text, at);
      }
    }
  }
  return at;
}

/** `?` is a code point: a surrogate pair counts once. */
const forward = (text: string, at: number): number => at + (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1)) ? 2 : 1);
const backward = (text: string, at: number): number =>
  at - (at > 1 && isLow(text.charCodeAt(at - 1)) && isHigh(text.charCodeAt(at - 2)) ? 2 : 1);
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
