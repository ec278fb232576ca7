import { analyze } from "../../event/analyze.ts";
import type { Scalar } from "../../event/json.ts";
import type { TextPredicate, WordsInPredicate } from "../../plan/predicate.ts";
import type { Reading } from "./reading.ts";

/** Free places between two values, so that no phrase runs from one into the next. */
const GAP = 100;

export function matchesTokens({ field, tokens, operator, slop }: TextPredicate, reading: Reading): boolean {
  return holdsTokens(tokens, operator, slop, reading.values(field));
}

export function hasWordsIn({ field, texts }: WordsInPredicate, reading: Reading): boolean {
  return reading.values(field).some((value) => {
    const words = analyze(String(value));
    return words.length > 0 && texts.some((text) => words.every((word) => analyze(text).includes(word)));
  });
}

/** No token at all is a query that matches nothing. */
export function holdsTokens(
  tokens: readonly string[],
  operator: TextPredicate["operator"],
  slop: number,
  values: readonly Scalar[],
): boolean {
  if (tokens.length === 0) return false;
  const text = placed(values);
  const has = (token: string): boolean => text.some((own) => own.token === token);
  if (operator === "or") return tokens.some(has);
  if (operator === "and") return tokens.every(has);
  return choose(tokens, text, slop, []);
}

interface Placed {
  readonly token: string;
  readonly place: number;
}

function placed(values: readonly Scalar[]): readonly Placed[] {
  let place = 0;
  return values.flatMap((value) => {
    const tokens = analyze(String(value)).map((token) => ({ token, place: place++ }));
    place += GAP;
    return tokens;
  });
}

/** Tries every choice of one place for each token of the phrase. */
function choose(tokens: readonly string[], text: readonly Placed[], slop: number, chosen: readonly number[]): boolean {
  if (chosen.length === tokens.length) {
    const shifts = chosen.map((place, i) => place - i);
    return Math.max(...shifts) - Math.min(...shifts) <= slop;
  }
  return text.some(
    ({ token, place }) => token === tokens[chosen.length] && !chosen.includes(place) && choose(tokens, text, slop, [...chosen, place]),
  );
}
