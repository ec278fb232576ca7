/** A key of an object or an index of an array. */
export type JsonStep = string | number;

/** What JSON_EXTRACT follows: `a.b[0]['c.d']`, with an optional `$` in front. No steps: the whole document. */
export type JsonPath = { readonly steps: readonly JsonStep[]; readonly fault?: never } | { readonly fault: string; readonly steps?: never };

export function parseJsonPath(path: string): JsonPath {
  return new PathReader(path).read();
}

const BLANKS = " \t\n\r";

class PathReader {
  private readonly path: string;
  private readonly steps: JsonStep[] = [];
  private at = 0;
  private fault: string | undefined;

  constructor(path: string) {
    this.path = path;
  }

  read(): JsonPath {
    this.root();
    while (this.at < this.path.length && this.fault === undefined) this.step();
    return this.fault === undefined ? { steps: this.steps } : { fault: this.fault };
  }

  private fail(reason: string, position: number): void {
    this.fault ??= `Invalid JSON path [${this.path}]: ${reason} at position ${position}`;
    this.at = this.path.length;
  }

  private root(): void {
    if (this.path[0] !== "$" || this.path.length === 1) {
      this.at = this.path === "$" ? 1 : 0;
      return;
    }
    if (this.path[1] !== "." && this.path[1] !== "[") return this.fail("expected [.] or [[] after [$]", 1);
    this.at = this.path[1] === "." ? 2 : 1;
  }

  private step(): void {
    const character = this.path[this.at] as string;
    if (character === "[") return this.bracket();
    if (character !== ".") {
      if (this.steps.length > 0) return this.fail(`expected [.] or [[] before [${character}]`, this.at);
      return this.key();
    }
    if (this.steps.length === 0) return this.fail("path cannot start with a dot", this.at);
    const dot = this.at++;
    if (this.at >= this.path.length) return this.fail("path cannot end with a dot", dot);
    if (this.path[this.at] === ".") return this.fail("consecutive dots", dot);
    this.key();
  }

  private key(): void {
    const start = this.at;
    while (this.at < this.path.length && !".[]".includes(this.path[this.at] as string)) this.at++;
    if (this.at === start) return this.fail("empty key name", start);
    this.steps.push(this.path.slice(start, this.at));
  }

  private bracket(): void {
    const start = this.at++;
    this.skipBlanks();
    const character = this.path[this.at];
    if (character === undefined) return this.fail("unterminated bracket", start);
    if (character === "]") return this.fail("empty brackets", start);
    if (character === "'" || character === '"') return this.quoted(character, start);
    this.index(start);
  }

  private quoted(quote: string, start: number): void {
    let key = "";
    for (this.at++; this.at < this.path.length && this.path[this.at] !== quote; this.at++) {
      if (this.path[this.at] === "\\" && this.at + 1 < this.path.length) this.at++;
      key += this.path[this.at];
    }
    if (this.at >= this.path.length) return this.fail("unterminated quoted key", start);
    this.at++;
    this.skipBlanks();
    if (this.path[this.at] !== "]") return this.fail("expected closing bracket after quoted key", start);
    this.at++;
    this.steps.push(key);
  }

  private index(start: number): void {
    const end = this.path.indexOf("]", this.at);
    if (end === -1) return this.fail("missing closing bracket for array index", start);
    const content = this.path.slice(this.at, end).trimEnd();
    const digits = content.startsWith("-") ? content.slice(1) : content;
    const isNumber = digits !== "" && digits.length <= 10 && Array.from(digits).every((digit) => digit >= "0" && digit <= "9");
    if (!isNumber) return this.fail(`expected integer array index, got [${content}]`, start);
    if (content.length > 1 && content.startsWith("0")) return this.fail(`leading zeros are not allowed in array index [${content}]`, start);
    if (content.startsWith("-")) {
      this.fault = "array index out of bounds";
      return;
    }
    this.steps.push(Number(content));
    this.at = end + 1;
  }

  private skipBlanks(): void {
    while (this.at < this.path.length && BLANKS.includes(this.path[this.at] as string)) this.at++;
  }
}
