import type { CodeTest, JavaAssertion, JavaExpression, JavaNode } from "./ast.ts";
import { folded, LINE_BREAKS, oneOf, outside } from "./code-class.ts";
import { Cursor, faultOf, isPatternFault } from "./cursor.ts";
import { escapedClass, escapedCode } from "./escape.ts";
import { parseClass } from "./parse-class.ts";

export type ParsedJava = { readonly ok: JavaExpression; readonly fault?: never } | { readonly fault: string; readonly ok?: never };

/** How deep groups may stand in groups. */
const MAX_DEPTH = 200;
const MAX_REPEAT = 2_147_483_647;
const DIGITS = "0123456789";

/** Reads a regular expression in the syntax of java.util.regex. */
export function parseJava(pattern: string): ParsedJava {
  try {
    return { ok: new Parser(pattern).parse() };
  } catch (fault) {
    if (isPatternFault(fault)) return { fault: fault.message };
    throw fault;
  }
}

interface Flags {
  readonly fold: boolean;
  readonly unicodeCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly comments: boolean;
  readonly unixLines: boolean;
}

const FLAG_LETTERS: Readonly<Record<string, keyof Flags>> = {
  i: "fold",
  u: "unicodeCase",
  U: "unicodeCase",
  m: "multiline",
  s: "dotAll",
  x: "comments",
  d: "unixLines",
};

// biome-ignore format: table
const ASSERTIONS: Readonly<Record<string, JavaAssertion>> = { A: "start", z: "end", Z: "lastLine", b: "word", B: "notWord", G: "start" };

const EMPTY: JavaNode = { kind: "sequence", items: [] };

class Parser {
  private readonly cursor: Cursor;
  private readonly names = new Map<string, number>();
  private groups = 0;
  private depth = 0;
  private flags: Flags = { fold: false, unicodeCase: false, multiline: false, dotAll: false, comments: false, unixLines: false };

  constructor(pattern: string) {
    this.cursor = new Cursor(pattern);
  }

  parse(): JavaExpression {
    const root = this.choice();
    if (!this.cursor.done) throw faultOf("Unmatched closing ')'");
    return { root, groups: this.groups, names: this.names };
  }

  private choice(): JavaNode {
    const items = [this.sequence()];
    while (this.cursor.take("|")) items.push(this.sequence());
    return items.length === 1 ? (items[0] as JavaNode) : { kind: "choice", items };
  }

  private sequence(): JavaNode {
    const items: JavaNode[] = [];
    for (;;) {
      this.skipComments();
      if (this.cursor.done || this.cursor.sees("|") || this.cursor.sees(")")) break;
      items.push(this.repeated(this.atom()));
    }
    return items.length === 1 ? (items[0] as JavaNode) : { kind: "sequence", items };
  }

  private skipComments(): void {
    while (this.flags.comments && !this.cursor.done) {
      if (this.cursor.peek().trim() === "") this.cursor.next();
      else if (this.cursor.sees("#")) while (!this.cursor.done && this.cursor.next() !== "\n");
      else break;
    }
  }

  private atom(): JavaNode {
    const character = this.cursor.next();
    switch (character) {
      case "(":
        return this.group();
      case "[":
        return { kind: "set", test: parseClass(this.cursor, this.fold) };
      case ".":
        return { kind: "set", test: this.flags.dotAll ? () => true : this.notLineBreak() };
      case "^":
        return this.assertion(this.flags.multiline ? "lineStart" : "start");
      case "$":
        return this.assertion(this.flags.multiline ? "lineEnd" : "lastLine");
      case "\\":
        return this.escape();
      case "*":
      case "+":
      case "?":
        throw faultOf(`Dangling meta character '${character}'`);
      default:
        return this.literal(character.codePointAt(0) as number);
    }
  }

  private readonly fold = (test: CodeTest): CodeTest => (this.flags.fold ? folded(test, !this.flags.unicodeCase) : test);

  private notLineBreak(): CodeTest {
    return outside(oneOf(this.flags.unixLines ? "\n" : LINE_BREAKS));
  }

  private literal(code: number): JavaNode {
    return { kind: "set", test: this.fold((other) => other === code) };
  }

  private assertion(what: JavaAssertion): JavaNode {
    return { kind: "assert", what, unixLines: this.flags.unixLines };
  }

  private repeated(item: JavaNode): JavaNode {
    let node = item;
    for (;;) {
      this.skipComments();
      const bounds = this.bounds();
      if (!bounds) return node;
      const mode = this.cursor.take("?") ? "lazy" : this.cursor.take("+") ? "possessive" : "greedy";
      node = { kind: "repeat", item: node, ...bounds, mode };
    }
  }

  private bounds(): { readonly min: number; readonly max: number } | undefined {
    if (this.cursor.take("*")) return { min: 0, max: Infinity };
    if (this.cursor.take("+")) return { min: 1, max: Infinity };
    if (this.cursor.take("?")) return { min: 0, max: 1 };
    if (!this.cursor.take("{")) return undefined;
    const least = this.cursor.run(DIGITS, 10);
    if (least === "") throw faultOf("Illegal repetition");
    const most = this.cursor.take(",") ? this.cursor.run(DIGITS, 10) : least;
    if (!this.cursor.take("}")) throw faultOf("Unclosed counted closure");
    const [min, max] = [Number(least), most === "" ? Infinity : Number(most)];
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT) || max < min) throw faultOf("Illegal repetition range");
    return { min, max };
  }

  private group(): JavaNode {
    if (++this.depth > MAX_DEPTH) throw faultOf("groups nest too deep");
    const outer = this.flags;
    const node = this.cursor.take("?") ? this.special() : this.capture();
    if (node !== undefined) this.flags = outer;
    this.depth--;
    return node ?? EMPTY;
  }

  private capture(name?: string): JavaNode {
    const group = ++this.groups;
    if (name !== undefined) this.names.set(name, group);
    return { kind: "capture", item: this.enclosed(), group };
  }

  private enclosed(): JavaNode {
    const item = this.choice();
    if (!this.cursor.take(")")) throw faultOf("Unclosed group");
    return item;
  }

  /** Undefined: switches that hold for the rest of the group around. */
  private special(): JavaNode | undefined {
    const { cursor } = this;
    if (cursor.take(":")) return this.enclosed();
    if (cursor.take(">")) return { kind: "atomic", item: this.enclosed() };
    if (cursor.take("=")) return this.look(false, false);
    if (cursor.take("!")) return this.look(false, true);
    if (cursor.take("<=")) return this.look(true, false);
    if (cursor.take("<!")) return this.look(true, true);
    if (cursor.take("<")) return this.named();
    return this.switches();
  }

  private look(behind: boolean, negated: boolean): JavaNode {
    const item = this.enclosed();
    if (behind && greatestLength(item) === Infinity) throw faultOf("Look-behind group does not have an obvious maximum length");
    return { kind: "look", item, behind, negated };
  }

  private named(): JavaNode {
    const name = this.cursor.until(">", "named capturing group is missing trailing '>'");
    if (name === "" || this.names.has(name)) throw faultOf(`Named capturing group <${name}> is already defined or empty`);
    return this.capture(name);
  }

  private switches(): JavaNode | undefined {
    let on = true;
    for (;;) {
      const letter = this.cursor.next();
      const flag = FLAG_LETTERS[letter];
      if (letter === ")") return undefined;
      if (letter === ":") return this.enclosed();
      if (letter === "-") on = false;
      else if (flag) this.flags = { ...this.flags, [flag]: on };
      else throw faultOf("Unknown inline modifier");
    }
  }

  private escape(): JavaNode {
    const { cursor } = this;
    const letter = cursor.next();
    const test = escapedClass(cursor, letter);
    if (test) return { kind: "set", test };
    const what = ASSERTIONS[letter];
    if (what) return this.assertion(what);
    if (letter === "R") return LINE_BREAK;
    if (letter === "Q") return this.quoted();
    if (letter === "k") return this.namedReference();
    if (letter >= "1" && letter <= "9") return this.reference(letter);
    return this.literal(escapedCode(cursor, letter));
  }

  private quoted(): JavaNode {
    const items: JavaNode[] = [];
    while (!this.cursor.done && !this.cursor.take("\\E")) items.push(this.literal(this.cursor.next().codePointAt(0) as number));
    return { kind: "sequence", items };
  }

  private namedReference(): JavaNode {
    if (!this.cursor.take("<")) throw faultOf("\\k is not followed by '<' for named capturing group");
    const name = this.cursor.until(">", "named capturing group is missing trailing '>'");
    const group = this.names.get(name);
    if (group === undefined) throw faultOf(`named capturing group <${name}> does not exist`);
    return { kind: "backReference", group, fold: this.flags.fold };
  }

  /** More digits belong to the number as long as there is a group of it. */
  private reference(first: string): JavaNode {
    let group = Number(first);
    while (DIGITS.includes(this.cursor.peek()) && !this.cursor.done && group * 10 + Number(this.cursor.peek()) <= this.groups)
      group = group * 10 + Number(this.cursor.next());
    return group > this.groups ? this.assertion("never") : { kind: "backReference", group, fold: this.flags.fold };
  }
}

const set = (characters: string): JavaNode => ({ kind: "set", test: oneOf(characters) });

/** `\R` */
const LINE_BREAK: JavaNode = {
  kind: "atomic",
  item: { kind: "choice", items: [{ kind: "sequence", items: [set("\r"), set("\n")] }, set("\n\u000b\f\r\u0085\u2028\u2029")] },
};

/** The most code points that a node takes. */
export function greatestLength(node: JavaNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return node.items.reduce((sum, item) => sum + greatestLength(item), 0);
    case "choice":
      return Math.max(...node.items.map(greatestLength));
    case "repeat":
      return greatestLength(node.item) === 0 ? 0 : greatestLength(node.item) * node.max;
    case "capture":
    case "atomic":
      return greatestLength(node.item);
    case "look":
    case "assert":
      return 0;
    case "backReference":
      return Infinity;
  }
}
