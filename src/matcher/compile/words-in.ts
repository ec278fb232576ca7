import { analyze } from "../../event/analyze.ts";
import type { WordsInPredicate } from "../../plan/predicate.ts";
import type { Scope, Test } from "./scope.ts";

export function compileWordsIn({ field, texts }: WordsInPredicate, scope: Scope): Test {
  const slot = scope.slot(field);
  const holdsAll = compileSearch(texts);
  return (record) => {
    for (const value of slot.values(record)) if (holdsAll(new Set(analyze(String(value))))) return true;
    return false;
  };
}

/** The numbers of the texts that have a word, ascending; most words of a long list are in one text only. */
type Numbers = number | number[];

/**
 * Whether one text has all of the words: the texts of the rarest word are looked up in those of the others, so that no
 * search takes much longer than reading all texts once.
 */
function compileSearch(texts: readonly string[]): (words: ReadonlySet<string>) => boolean {
  const textsOf = new Map<string, Numbers>();
  texts.forEach((text, number) => {
    for (const word of new Set(analyze(text))) {
      const numbers = textsOf.get(word);
      if (numbers === undefined) textsOf.set(word, number);
      else if (typeof numbers === "number") textsOf.set(word, [numbers, number]);
      else numbers.push(number);
    }
  });
  return (words) => {
    const found: Numbers[] = [];
    for (const word of words) {
      const numbers = textsOf.get(word);
      if (numbers === undefined) return false;
      found.push(numbers);
    }
    const [rarest, ...others] = found.sort((a, b) => sizeOf(a) - sizeOf(b));
    if (rarest === undefined) return false;
    const candidates = typeof rarest === "number" ? [rarest] : rarest;
    return candidates.some((number) => others.every((numbers) => has(numbers, number)));
  };
}

const sizeOf = (numbers: Numbers): number => (typeof numbers === "number" ? 1 : numbers.length);

function has(numbers: Numbers, wanted: number): boolean {
  if (typeof numbers === "number") return numbers === wanted;
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === wanted;
}
