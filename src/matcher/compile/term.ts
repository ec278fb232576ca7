import { foldAscii } from "../../event/fold.ts";
import type { Scalar } from "../../event/json.ts";
import { equalTerms, literalTerm, type Term } from "../../event/terms.ts";
import type { TermPredicate, TermsPredicate } from "../../plan/predicate.ts";
import { anyView, type FieldView, NEVER, type Scope, type Test } from "./scope.ts";

export function compileTerm({ field, value, fold }: TermPredicate, scope: Scope): Test {
  return anyView(field, scope, (view) => equalsOne(view, [value], fold));
}

export function compileTerms({ field, values, fold }: TermsPredicate, scope: Scope): Test {
  return anyView(field, scope, (view) => equalsOne(view, values, fold));
}

function equalsOne(view: FieldView, values: readonly Scalar[], fold: boolean): Test {
  const { family, slot } = view;
  if (family === "object") return NEVER;
  if (family === "text") return hasToken(view, values.map(String), fold);
  const terms = termsOf(view, values);
  if (terms.size === 0) return NEVER;
  if (family === "integer" || family === "decimal") return equalsNumber(view, terms);
  if (fold && family === "string") {
    const folded = new Set(terms.values().map((term) => foldAscii(String(term))));
    return isOneOf((record) => slot.folded(record), folded);
  }
  return isOneOf((record) => slot.terms(record), terms);
}

/** The distinct terms of the literals that can be of the field's kind. */
function termsOf({ field }: FieldView, values: readonly Scalar[]): ReadonlySet<Term> {
  const terms = new Set<Term>();
  for (const value of values) {
    const term = literalTerm(field, value);
    if (term !== undefined) terms.add(term);
  }
  return terms;
}

function isOneOf(read: (record: Parameters<Test>[0]) => readonly Term[], wanted: ReadonlySet<Term>): Test {
  const [only] = wanted;
  if (wanted.size === 1) {
    return (record) => {
      const given = read(record);
      for (let i = 0; i < given.length; i++) if (given[i] === only) return true;
      return false;
    };
  }
  return (record) => {
    const given = read(record);
    for (let i = 0; i < given.length; i++) if (wanted.has(given[i] as Term)) return true;
    return false;
  };
}

/** Numbers past 2^53 may stand as number or bigint and still be equal, so only the others can be looked up. */
function equalsNumber({ slot }: FieldView, wanted: ReadonlySet<Term>): Test {
  const all = [...wanted];
  return (record) => {
    const given = slot.terms(record);
    for (let i = 0; i < given.length; i++) {
      const term = given[i] as Term;
      if (wanted.has(term) || (!Number.isSafeInteger(term) && all.some((other) => equalTerms(other, term)))) return true;
    }
    return false;
  };
}

function hasToken({ slot }: FieldView, values: readonly string[], fold: boolean): Test {
  const tokens = fold ? values.map(foldAscii) : values;
  return (record) => {
    const index = slot.tokens(record);
    for (let i = 0; i < tokens.length; i++) if (index.has(tokens[i] as string)) return true;
    return false;
  };
}
