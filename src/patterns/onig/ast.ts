/** Classes of characters that a regular expression names; Unicode-aware, as Oniguruma's are for UTF-8. */
export type NamedClass =
  | "word"
  | "digit"
  | "space"
  | "hex"
  | "alpha"
  | "alnum"
  | "upper"
  | "lower"
  | "punct"
  | "blank"
  | "cntrl"
  | "graph"
  | "print";

export type ClassItem =
  | { readonly kind: "range"; readonly first: number; readonly last: number }
  | { readonly kind: "named"; readonly name: NamedClass; readonly negated: boolean }
  | { readonly kind: "class"; readonly negated: boolean; readonly items: readonly ClassItem[] };

/** One character of a set; `fold`: in either case. */
export interface SetNode {
  readonly kind: "set";
  readonly negated: boolean;
  readonly items: readonly ClassItem[];
  readonly fold: boolean;
}

/** A regular expression in Oniguruma's Ruby syntax. Only named groups capture. */
export type OnigNode =
  | SetNode
  | { readonly kind: "any"; readonly newline: boolean }
  | { readonly kind: "sequence"; readonly items: readonly OnigNode[] }
  | { readonly kind: "choice"; readonly items: readonly OnigNode[] }
  | {
      readonly kind: "repeat";
      readonly item: OnigNode;
      readonly min: number;
      readonly max: number;
      readonly mode: "greedy" | "lazy" | "possessive";
    }
  | { readonly kind: "capture"; readonly item: OnigNode; readonly group: number }
  | { readonly kind: "look"; readonly item: OnigNode; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: "atomic"; readonly item: OnigNode }
  | { readonly kind: "assert"; readonly what: "lineStart" | "lineEnd" | "start" | "end" | "lastLine" | "word" | "notWord" }
  | { readonly kind: "backReference"; readonly group: number; readonly fold: boolean };

export interface OnigExpression {
  readonly root: OnigNode;
  /** The names of the groups, by number; a name may occur several times. */
  readonly groups: readonly string[];
}
