/**
 * How the next characters are read: ES|QL's tokens depend on the command they stand in.
 * `command`: a command's name comes; `expression`; `pattern`: names with `*`; `source`: index patterns.
 */
export type LexMode = "command" | "expression" | "pattern" | "source";

/** What brackets are open: of an expression, or round a query (FORK's branches, sub-queries). */
interface Bracket {
  readonly round: "expression" | "query";
  /** What goes on behind the bracket. */
  readonly mode: LexMode;
  readonly command: string;
}

const AFTER_COMMAND: Readonly<Record<string, LexMode>> = {
  from: "source",
  ts: "source",
  join: "source",
  enrich: "source",
  keep: "pattern",
  drop: "pattern",
  rename: "pattern",
};

/** Commands of two words: the second one decides. */
const FIRST_WORDS: ReadonlySet<string> = new Set(["inline", "lookup", "left", "right", "full"]);

/** Words that end a mode, by the command they stand in. */
const SWITCHES: Readonly<Record<string, Readonly<Record<string, LexMode>>>> = {
  from: { metadata: "source" },
  join: { on: "expression", as: "source" },
  enrich: { on: "pattern", with: "pattern" },
};

/** Follows the commands of a query, so that the lexer knows how to read on. */
export class ModeTracker {
  mode: LexMode = "command";
  private command = "";
  private readonly brackets: Bracket[] = [];

  /** A word was read; false where it is an index pattern that only looks like one. */
  isKeyword(word: string): boolean {
    return this.mode !== "source" || SWITCHES[this.command]?.[word] !== undefined;
  }

  word(word: string): void {
    if (this.mode === "command") {
      if (FIRST_WORDS.has(word)) return;
      this.command = word;
      this.mode = AFTER_COMMAND[word] ?? "expression";
      return;
    }
    this.mode = SWITCHES[this.command]?.[word] ?? this.mode;
  }

  operator(operator: string): void {
    if (operator === "(") this.open();
    else if (operator === ")") this.close();
    else if (operator === "|" || operator === ";") this.nextCommand();
  }

  private open(): void {
    const round = this.mode === "source" || this.command === "fork" ? "query" : "expression";
    this.brackets.push({ round, mode: this.mode, command: this.command });
    this.mode = round === "query" ? "command" : "expression";
  }

  private close(): void {
    const bracket = this.brackets.pop();
    if (!bracket) return;
    this.mode = bracket.mode;
    this.command = bracket.command;
  }

  /** Brackets of expressions that are still open then have been forgotten. */
  private nextCommand(): void {
    while (this.brackets.at(-1)?.round === "expression") this.brackets.pop();
    this.mode = "command";
  }
}
