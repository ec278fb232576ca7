/** Queries are laid out for lines of this many characters. */
export const WIDTH = 100;

/** Texts filled into lines up to the width, with commas between them. */
export function filled(texts: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = indent;
  texts.forEach((each, i) => {
    const text = i < texts.length - 1 ? `${each},` : each;
    if (line !== indent && line.length + 1 + text.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? text : ` ${text}`;
  });
  return [...lines, line].join("\n");
}

/** `(…)` over lines. */
export const brokenList = (texts: readonly string[], indent: string): string => `(\n${filled(texts, `${indent}  `)}\n${indent})`;

/** A chain of `and` or `or`. */
interface Chain<E> {
  readonly kind: "logic";
  readonly op: "and" | "or";
  readonly items: readonly E[];
}

/** How a language writes its expressions. */
export interface BlockStyle<E> {
  /** How tight an expression binds; one that binds looser than its place asks for needs brackets. */
  readonly levelOf: (expr: E) => number;
  readonly levels: Readonly<Record<"and" | "or" | "not", number>>;
  readonly words: Readonly<Record<"and" | "or" | "not", string>>;
  /** On one line, in brackets where it binds looser than `level`. */
  readonly at: (expr: E, level: number) => string;
  readonly chainOf: (expr: E) => Chain<E> | undefined;
  /** What `not` stands before. */
  readonly negatedOf: (expr: E) => E | undefined;
  /** Over lines, what is neither a chain nor `not`. */
  readonly broken: (expr: E, indent: string) => string;
}

/** Expressions over several lines. `indent` is what every line after the first begins with. */
export interface Blocks<E> {
  /** What is too long for its line. */
  broken(expr: E, indent: string): string;
  /** An item of a block, in brackets where it binds looser than the block. */
  nested(item: E, level: number, indent: string): string;
}

/** Each item of a chain stands on a line of its own, with the operator at its end. */
export function createBlocks<E>({ levelOf, levels, words, at, chainOf, negatedOf, broken: other }: BlockStyle<E>): Blocks<E> {
  const lines = ({ op, items }: Chain<E>, indent: string): string =>
    items.map((item) => nested(item, levels[op] + 1, indent)).join(` ${words[op]}\n${indent}`);
  const bracketed = (item: E, indent: string): string => {
    const deeper = `${indent}  `;
    return `(\n${deeper}${broken(item, deeper)}\n${indent})`;
  };
  const nested = (item: E, level: number, indent: string): string => {
    const line = at(item, level);
    if (indent.length + line.length <= WIDTH) return line;
    return levelOf(item) < level ? bracketed(item, indent) : broken(item, indent);
  };
  const broken = (expr: E, indent: string): string => {
    const chain = chainOf(expr);
    if (chain) return lines(chain, indent);
    const negated = negatedOf(expr);
    if (negated === undefined) return other(expr, indent);
    return `${words.not} ${levelOf(negated) < levels.not ? bracketed(negated, indent) : broken(negated, indent)}`;
  };
  return { broken, nested };
}
