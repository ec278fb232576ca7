import type { ClassItem, OnigExpression, OnigNode, SetNode } from "./ast.ts";
import { ESCAPED_CLASSES, escapedCode } from "./escape.ts";
import { parseClass } from "./parse-class.ts";

export type ParsedOnig = { readonly ok: OnigExpression; readonly fault?: never } | { readonly fault: string; readonly ok?: never };

/** Groups within groups; deeper ones are nobody's. */
const MAX_DEPTH = 200;
const MAX_REPEAT = 100_000;

/** Reads a regular expression in Oniguruma's Ruby syntax, as GROK has it: `^` and `$` are at lines, `(?m)` lets `.` take newlines. */
export function parseOnig(pattern: string): ParsedOnig {
  const parser = new Parser(pattern);
  try {
    return { ok: parser.parse() };
  } catch (fault) {
    if (fault instanceof Error && fault.name === FAULT) return { fault: fault.message };
    throw fault;
  }
}

const FAULT = "OnigFault";

/** What the pattern's author did wrong, on its way out of the parser. */
const faultOf = (message: string): Error => Object.assign(new Error(message), { name: FAULT });

interface Flags {
  readonly fold: boolean;
  readonly newline: boolean;
  readonly extended: boolean;
}

// biome-ignore format: table
const ASSERTIONS = { A: "start", z: "end", Z: "lastLine", b: "word", B: "notWord", G: "start" } as const;

class Parser {
  readonly #text: string;
  readonly #groups: string[] = [];
  #at = 0;
  #depth = 0;
  #flags: Flags = { fold: false, newline: false, extended: false };

  constructor(text: string) {
    this.#text = text;
  }

  parse(): OnigExpression {
    const root = this.#choice();
    if (this.#at < this.#text.length) throw faultOf("unmatched close parenthesis");
    return { root, groups: this.#groups };
  }

  #choice(): OnigNode {
    const outer = this.#flags;
    const items = [this.#sequence()];
    while (this.#take("|")) items.push(this.#sequence());
    this.#flags = outer;
    return items.length === 1 ? (items[0] as OnigNode) : { kind: "choice", items };
  }

  #sequence(): OnigNode {
    const items: OnigNode[] = [];
    while (this.#at < this.#text.length && !this.#sees("|") && !this.#sees(")")) {
      const item = this.#atom();
      if (item) items.push(this.#repeated(item));
    }
    return items.length === 1 ? (items[0] as OnigNode) : { kind: "sequence", items };
  }

  #atom(): OnigNode | undefined {
    const character = this.#next();
    switch (character) {
      case "(":
        return this.#group();
      case "[": {
        const { items, negated, end } = parseClass(this.#text, this.#at, this.#fail);
        this.#at = end;
        return this.#set(items, negated);
      }
      case ".":
        return { kind: "any", newline: this.#flags.newline };
      case "^":
        return { kind: "assert", what: "lineStart" };
      case "$":
        return { kind: "assert", what: "lineEnd" };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw faultOf("target of repeat operator is not specified");
      default:
        return this.#flags.extended ? this.#extended(character) : this.#literal(character);
    }
  }

  /** White space and comments mean nothing under `(?x)`. */
  #extended(character: string): OnigNode | undefined {
    if (character === "#") {
      while (this.#at < this.#text.length && !this.#sees("\n")) this.#next();
      return undefined;
    }
    return character.trim() === "" ? undefined : this.#literal(character);
  }

  #repeated(item: OnigNode): OnigNode {
    let node = item;
    for (;;) {
      const bounds = this.#bounds();
      if (!bounds) return node;
      const [min, max, braces] = bounds;
      if (min > MAX_REPEAT || (max !== Number.POSITIVE_INFINITY && max > MAX_REPEAT)) throw faultOf("too big number for repeat range");
      const mode = this.#take("?") ? "lazy" : !braces && this.#take("+") ? "possessive" : "greedy";
      node = { kind: "repeat", item: node, min, max, mode };
    }
  }

  #bounds(): readonly [min: number, max: number, braces: boolean] | undefined {
    if (this.#take("*")) return [0, Number.POSITIVE_INFINITY, false];
    if (this.#take("+")) return [1, Number.POSITIVE_INFINITY, false];
    if (this.#take("?")) return [0, 1, false];
    const braces = /^\{(\d*)(?:(,)(\d*))?\}/.exec(this.#text.slice(this.#at, this.#at + 24));
    if (!braces || braces[0] === "{}" || braces[0] === "{,}") return undefined;
    this.#at += braces[0].length;
    const [, min = "", comma, max = ""] = braces;
    const least = min === "" ? 0 : Number(min);
    return [least, comma === undefined ? least : max === "" ? Number.POSITIVE_INFINITY : Number(max), true];
  }

  #group(): OnigNode | undefined {
    if (++this.#depth > MAX_DEPTH) throw faultOf("too deep nest level");
    const node = this.#take("?") ? this.#special() : this.#enclosed();
    this.#depth--;
    return node;
  }

  /** What stands up to the closing parenthesis; switches inside end with it. */
  #enclosed(): OnigNode {
    const item = this.#choice();
    if (!this.#take(")")) throw faultOf("end pattern with unmatched parenthesis");
    return item;
  }

  #special(): OnigNode | undefined {
    if (this.#take(":")) return this.#enclosed();
    if (this.#take(">")) return { kind: "atomic", item: this.#enclosed() };
    if (this.#take("=")) return { kind: "look", item: this.#enclosed(), behind: false, negated: false };
    if (this.#take("!")) return { kind: "look", item: this.#enclosed(), behind: false, negated: true };
    if (this.#take("<=")) return { kind: "look", item: this.#enclosed(), behind: true, negated: false };
    if (this.#take("<!")) return { kind: "look", item: this.#enclosed(), behind: true, negated: true };
    if (this.#take("<")) return this.#named(">");
    if (this.#take("'")) return this.#named("'");
    if (this.#take("#")) return this.#comment();
    return this.#switches();
  }

  #named(close: string): OnigNode {
    const end = this.#text.indexOf(close, this.#at);
    if (end <= this.#at) throw faultOf("group name is empty or not ended");
    const group = this.#groups.push(this.#text.slice(this.#at, end)) - 1;
    this.#at = end + 1;
    return { kind: "capture", item: this.#enclosed(), group };
  }

  #comment(): undefined {
    const end = this.#text.indexOf(")", this.#at);
    if (end === -1) throw faultOf("end pattern in group");
    this.#at = end + 1;
  }

  /** `(?i)` up to the end of the group around it, `(?i:…)` inside its own. */
  #switches(): OnigNode | undefined {
    const outer = this.#flags;
    let on = true;
    for (;;) {
      const letter = this.#next();
      if (letter === "-") on = false;
      else if (letter === "i") this.#flags = { ...this.#flags, fold: on };
      else if (letter === "m") this.#flags = { ...this.#flags, newline: on };
      else if (letter === "x") this.#flags = { ...this.#flags, extended: on };
      else if (letter === ")") return this.#rest(outer);
      else if (letter === ":") {
        const item = this.#enclosed();
        this.#flags = outer;
        return item;
      } else throw faultOf("undefined group option");
    }
  }

  /** `a(?i)b|c` is `a(?i:b|c)`. */
  #rest(outer: Flags): OnigNode {
    const item = this.#choice();
    this.#flags = outer;
    return item;
  }

  #escape(): OnigNode {
    if (this.#at >= this.#text.length) throw faultOf("end pattern at escape");
    const letter = this.#next();
    const named = ESCAPED_CLASSES[letter];
    if (named) return this.#set([{ kind: "named", name: named[0], negated: named[1] }], false);
    if (Object.hasOwn(ASSERTIONS, letter)) return { kind: "assert", what: ASSERTIONS[letter as keyof typeof ASSERTIONS] };
    if (letter === "k") return this.#reference();
    if (/[1-9]/.test(letter)) throw faultOf("numbered backref/call is not allowed. (use name)");
    if (letter === "R" || letter === "X" || letter === "K" || letter === "g" || letter === "p" || letter === "P")
      throw faultOf(`\\${letter} is not supported`);
    const { code, end } = escapedCode(this.#text, this.#at, letter);
    this.#at = end;
    return this.#literal(String.fromCodePoint(code));
  }

  #reference(): OnigNode {
    const end = this.#text.indexOf(">", this.#at);
    const name = this.#sees("<") && end !== -1 ? this.#text.slice(this.#at + 1, end) : "";
    const group = this.#groups.lastIndexOf(name);
    if (group === -1) throw faultOf(`undefined name <${name}> reference`);
    this.#at = end + 1;
    return { kind: "backReference", group, fold: this.#flags.fold };
  }

  #literal(character: string): SetNode {
    const code = character.codePointAt(0) as number;
    return this.#set([{ kind: "range", first: code, last: code }], false);
  }

  #set(items: readonly ClassItem[], negated: boolean): SetNode {
    return { kind: "set", items, negated, fold: this.#flags.fold };
  }

  #fail = (message: string): never => {
    throw faultOf(message);
  };

  #sees(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    if (!this.#sees(text)) return false;
    this.#at += text.length;
    return true;
  }

  #next(): string {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) throw faultOf("end pattern in group");
    const character = String.fromCodePoint(code);
    this.#at += character.length;
    return character;
  }
}
