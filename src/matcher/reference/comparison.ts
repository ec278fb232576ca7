import type { Term } from "../../event/terms.ts";

/** Orders two terms of one kind: texts code point by code point, numbers by value, false before true. */
export function order(a: Term, b: Term): number {
  if (typeof a === "string" || typeof b === "string") return orderTexts(String(a), String(b));
  if (typeof a === "boolean" || typeof b === "boolean") return Number(a) - Number(b);
  if (isInexact(a) || isInexact(b) || (typeof a === "number" && typeof b === "number")) return sign(Number(a), Number(b));
  return sign(a, b);
}

const sign = <T extends number | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** An integer past 2^53 that was read as a double stands for all that round to it. */
const isInexact = (value: number | bigint): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

function orderTexts(a: string, b: string): number {
  const [left, right] = [pointsOf(a), pointsOf(b)];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i] as number) - (right[i] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export const pointsOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) as number);

/** A–Z, and no other letter, in lower case. */
export const lowerAscii = (text: string): string =>
  Array.from(text, (character) => (character >= "A" && character <= "Z" ? character.toLowerCase() : character)).join("");
