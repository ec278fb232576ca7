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

/**
 * Whether one text has all of the words: the texts of the rarest word are looked up in those of the others, so that no
 * search takes longer than reading all texts once.
 */
function compileSearch(texts: readonly string[]): (words: ReadonlySet<string>) => boolean {
  const textsOf = new Map<string, Set<number>>();
  texts.forEach((text, number) => {
    for (const word of analyze(text)) {
      const numbers = textsOf.get(word);
      if (numbers) numbers.add(number);
      else textsOf.set(word, new Set([number]));
    }
  });
  return (words) => {
    const found: ReadonlySet<number>[] = [];
    for (const word of words) {
      const numbers = textsOf.get(word);
      if (!numbers) return false;
      found.push(numbers);
    }
    const [rarest, ...others] = found.sort((a, b) => a.size - b.size);
    return rarest !== undefined && rarest.values().some((number) => others.every((numbers) => numbers.has(number)));
  };
}
