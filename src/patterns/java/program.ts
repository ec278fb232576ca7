import type { CodeTest, JavaAssertion, JavaExpression, JavaNode } from "./ast.ts";
import { greatestLength } from "./parse.ts";

/** Steps of a matcher that keeps its alternatives on a stack. Targets are indices into the program. */
export type Instruction =
  | { readonly op: "set"; readonly test: CodeTest }
  /** Tries `first`, then `second`. */
  | { op: "split"; first: number; second: number }
  | { op: "jump"; to: number }
  | { readonly op: "save"; readonly slot: number }
  /** Notes the place in a slot, or goes on to `out` where no character was taken since it was noted. */
  | { readonly op: "mark"; readonly slot: number }
  | { op: "progress"; readonly slot: number; out: number }
  | { readonly op: "assert"; readonly what: JavaAssertion; readonly unixLines: boolean }
  | { readonly op: "look"; readonly program: Program; readonly behind: number; readonly negated: boolean }
  | { readonly op: "atomic"; readonly program: Program }
  | { readonly op: "backReference"; readonly group: number; readonly fold: boolean }
  | { readonly op: "match" };

export interface Program {
  readonly code: readonly Instruction[];
  /** Places that are saved: two a group (the whole match first), then the marks. */
  readonly slots: number;
  /** Where a place in the program was left without success once, it need not be tried again at the same place of the text. */
  readonly repeatable: boolean;
}

/** Repetitions are written out up to this many instructions. */
export const MAX_INSTRUCTIONS = 20_000;

const TOO_LARGE = new Error("the regular expression is too large");

/** Undefined: the expression is too large. */
export function compileProgram({ root, groups }: JavaExpression): Program | undefined {
  try {
    return new Compiler(2 * (groups + 1)).whole(root);
  } catch (fault) {
    if (fault === TOO_LARGE) return undefined;
    throw fault;
  }
}

class Compiler {
  private readonly code: Instruction[] = [];
  private slots: number;
  private repeatable = true;

  constructor(slots: number) {
    this.slots = slots;
  }

  whole(root: JavaNode): Program {
    this.emit({ op: "save", slot: 0 });
    this.add(root);
    this.emit({ op: "save", slot: 1 });
    return this.ended();
  }

  private ended(): Program {
    this.emit({ op: "match" });
    return { code: this.code, slots: this.slots, repeatable: this.repeatable };
  }

  private emit<I extends Instruction>(instruction: I): I {
    if (this.code.push(instruction) > MAX_INSTRUCTIONS) throw TOO_LARGE;
    return instruction;
  }

  private add(node: JavaNode): void {
    switch (node.kind) {
      case "set":
        this.emit({ op: "set", test: node.test });
        break;
      case "sequence":
        for (const item of node.items) this.add(item);
        break;
      case "choice":
        this.choice(node.items);
        break;
      case "repeat":
        this.repeat(node);
        break;
      case "capture":
        this.emit({ op: "save", slot: 2 * node.group });
        this.add(node.item);
        this.emit({ op: "save", slot: 2 * node.group + 1 });
        break;
      case "look":
        this.emit({
          op: "look",
          program: this.inner(node.item),
          behind: node.behind ? greatestLength(node.item) : -1,
          negated: node.negated,
        });
        break;
      case "atomic":
        this.emit({ op: "atomic", program: this.inner(node.item) });
        break;
      case "assert":
        this.emit({ op: "assert", what: node.what, unixLines: node.unixLines });
        break;
      case "backReference":
        this.repeatable = false;
        this.emit({ op: "backReference", group: node.group, fold: node.fold });
        break;
    }
  }

  /** What is matched for itself: it shares the slots. */
  private inner(item: JavaNode): Program {
    const compiler = new Compiler(this.slots);
    compiler.add(item);
    const program = compiler.ended();
    this.slots = program.slots;
    if (!program.repeatable) this.repeatable = false;
    return program;
  }

  private choice(items: readonly JavaNode[]): void {
    const jumps: { op: "jump"; to: number }[] = [];
    for (const [i, item] of items.entries()) {
      if (i === items.length - 1) {
        this.add(item);
        continue;
      }
      const split = this.emit({ op: "split", first: this.code.length + 1, second: 0 });
      this.add(item);
      jumps.push(this.emit({ op: "jump", to: 0 }));
      split.second = this.code.length;
    }
    for (const jump of jumps) jump.to = this.code.length;
  }

  private repeat(node: Extract<JavaNode, { kind: "repeat" }>): void {
    if (node.mode === "possessive") return this.add({ kind: "atomic", item: { ...node, mode: "greedy" } });
    const { item, min, max, mode } = node;
    for (let i = 0; i < min; i++) this.add(item);
    if (max === Infinity) return this.loop(item, mode === "lazy");
    const splits: { op: "split"; first: number; second: number }[] = [];
    for (let i = min; i < max; i++) {
      splits.push(this.emit({ op: "split", first: 0, second: 0 }));
      this.aim(splits.at(-1) as { first: number; second: number }, mode === "lazy", this.code.length);
      this.add(item);
    }
    for (const split of splits) this.close(split, mode === "lazy", this.code.length);
  }

  private loop(item: JavaNode, lazy: boolean): void {
    const slot = this.slots++;
    const start = this.code.length;
    const split = this.emit({ op: "split", first: 0, second: 0 });
    this.aim(split, lazy, this.code.length);
    this.emit({ op: "mark", slot });
    this.add(item);
    const progress = this.emit({ op: "progress", slot, out: 0 });
    this.emit({ op: "jump", to: start });
    this.close(split, lazy, this.code.length);
    progress.out = this.code.length;
  }

  private aim(split: { first: number; second: number }, lazy: boolean, body: number): void {
    if (lazy) split.second = body;
    else split.first = body;
  }

  private close(split: { first: number; second: number }, lazy: boolean, out: number): void {
    if (lazy) split.first = out;
    else split.second = out;
  }
}
