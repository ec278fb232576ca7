/** Whether a code point is of a class. */
export type CodeTest = (code: number) => boolean;

export type JavaAssertion = "start" | "end" | "lastLine" | "lineStart" | "lineEnd" | "word" | "notWord" | "never";

/** A regular expression of java.util.regex. */
export type JavaNode =
  | { readonly kind: "set"; readonly test: CodeTest }
  | { readonly kind: "sequence"; readonly items: readonly JavaNode[] }
  | { readonly kind: "choice"; readonly items: readonly JavaNode[] }
  | {
      readonly kind: "repeat";
      readonly item: JavaNode;
      readonly min: number;
      readonly max: number;
      readonly mode: "greedy" | "lazy" | "possessive";
    }
  | { readonly kind: "capture"; readonly item: JavaNode; readonly group: number }
  | { readonly kind: "look"; readonly item: JavaNode; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: "atomic"; readonly item: JavaNode }
  | { readonly kind: "assert"; readonly what: JavaAssertion; readonly unixLines: boolean }
  | { readonly kind: "backReference"; readonly group: number; readonly fold: boolean };

export interface JavaExpression {
  readonly root: JavaNode;
  /** How many groups capture, the whole match not counted. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}
