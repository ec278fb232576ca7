import { holds } from "./assertions.ts";
import { otherCases } from "./code-class.ts";
import type { Instruction, Program } from "./program.ts";

/** Steps that are left; what needs more is given up. */
export interface Budget {
  steps: number;
}

export class Exhausted extends Error {}

/** Steps after which a run begins to note where it has been. Most runs end sooner. */
const NOTE_AFTER = 500;
/** The largest note, in bits. */
const MAX_NOTE = 2 ** 26;

/**
 * Matches a program at one place. `places` is changed to where the groups matched and kept only where it matches.
 * Without back-references the time is linear in the text: no place of the program is tried twice at one place of it.
 * @returns where the match ends, or -1
 * @throws Exhausted
 */
export function runProgram(program: Program, text: string, start: number, places: Int32Array, budget: Budget): number {
  return new Run(program, text, places, budget).from(start);
}

class Run {
  private readonly program: Program;
  private readonly text: string;
  private readonly places: Int32Array;
  private readonly budget: Budget;
  /** Alternatives: a place of the program and one of the text; or the complement of a slot and what it held. */
  private readonly stack: number[] = [];
  private noted: Uint32Array | undefined;
  private taken = 0;

  constructor(program: Program, text: string, places: Int32Array, budget: Budget) {
    this.program = program;
    this.text = text;
    this.places = places;
    this.budget = budget;
  }

  from(start: number): number {
    const { code } = this.program;
    let pc = 0;
    let at = start;
    for (;;) {
      if (--this.budget.steps < 0) throw new Exhausted();
      const instruction = code[pc] as Instruction;
      if (instruction.op === "match") return at;
      const next = instruction.op === "split" ? this.split(instruction, pc, at) : this.step(instruction, pc, at);
      if (next >= 0) {
        at = this.after;
        pc = next;
      } else {
        const resumed = this.backtrack();
        if (resumed < 0) return -1;
        pc = resumed;
        at = this.after;
      }
    }
  }

  /** Where in the text the step that was just taken ended. */
  private after = 0;

  private split({ first, second }: { first: number; second: number }, pc: number, at: number): number {
    if (this.wasTried(pc, at)) return -1;
    this.stack.push(second, at);
    this.after = at;
    return first;
  }

  /** The next place in the program, or -1. */
  private step(instruction: Exclude<Instruction, { op: "split" | "match" }>, pc: number, at: number): number {
    this.after = at;
    switch (instruction.op) {
      case "set": {
        const code = this.text.codePointAt(at);
        if (code === undefined || !instruction.test(code)) return -1;
        this.after = at + (code > 0xffff ? 2 : 1);
        return pc + 1;
      }
      case "jump":
        return instruction.to;
      case "save":
      case "mark":
        this.save(instruction.slot, at);
        return pc + 1;
      case "progress":
        return this.places[instruction.slot] === at ? instruction.out : pc + 1;
      case "assert":
        return holds(instruction.what, this.text, at, instruction.unixLines) ? pc + 1 : -1;
      case "look":
        return this.look(instruction, at) ? pc + 1 : -1;
      case "atomic":
        return this.atomic(instruction.program, at) ? pc + 1 : -1;
      case "backReference":
        return this.backReference(instruction, at) ? pc + 1 : -1;
    }
  }

  private save(slot: number, at: number): void {
    this.stack.push(-1 - slot, this.places[slot] as number);
    this.places[slot] = at;
  }

  /** Takes back what was saved since the last alternative, and goes there. */
  private backtrack(): number {
    while (this.stack.length > 0) {
      const value = this.stack.pop() as number;
      const target = this.stack.pop() as number;
      if (target >= 0) {
        this.after = value;
        return target;
      }
      this.places[-1 - target] = value;
    }
    return -1;
  }

  private wasTried(pc: number, at: number): boolean {
    if (!this.program.repeatable || ++this.taken < NOTE_AFTER) return false;
    const width = this.text.length + 1;
    if (!this.noted) {
      if (this.program.code.length * width > MAX_NOTE) return false;
      this.noted = new Uint32Array((this.program.code.length * width + 31) >>> 5);
    }
    const bit = pc * width + at;
    const word = this.noted[bit >>> 5] as number;
    if ((word & (1 << (bit & 31))) !== 0) return true;
    this.noted[bit >>> 5] = word | (1 << (bit & 31));
    return false;
  }

  /** Groups inside a look-around keep what they took where it holds. */
  private inner(program: Program, at: number): { readonly end: number; readonly places: Int32Array } {
    const places = this.places.slice();
    return { end: runProgram(program, this.text, at, places, this.budget), places };
  }

  private keep(places: Int32Array): void {
    for (const [slot, place] of places.entries()) if (place !== this.places[slot]) this.save(slot, place);
  }

  private look({ program, behind, negated }: Extract<Instruction, { op: "look" }>, at: number): boolean {
    const found = behind < 0 ? this.inner(program, at) : this.behind(program, at, behind);
    if (found.end === -1) return negated;
    if (!negated) this.keep(found.places);
    return !negated;
  }

  private behind(program: Program, at: number, longest: number): { readonly end: number; readonly places: Int32Array } {
    const ending: Program = {
      ...program,
      code: [...program.code.slice(0, -1), { op: "assert", what: "end", unixLines: false }, { op: "match" }],
    };
    const text = this.text.slice(0, at);
    const least = Math.max(0, at - 2 * longest);
    for (let start = at; start >= least; start--) {
      const places = this.places.slice();
      const end = runProgram(ending, text, start, places, this.budget);
      if (end !== -1) return { end, places };
    }
    return { end: -1, places: this.places };
  }

  private atomic(program: Program, at: number): boolean {
    const { end, places } = this.inner(program, at);
    if (end === -1) return false;
    this.keep(places);
    this.after = end;
    return true;
  }

  private backReference({ group, fold }: { readonly group: number; readonly fold: boolean }, at: number): boolean {
    const [from, to] = [this.places[2 * group] as number, this.places[2 * group + 1] as number];
    if (from < 0 || to < from || at + to - from > this.text.length) return false;
    for (let i = 0; i < to - from; i++) {
      const [wanted, seen] = [this.text.charCodeAt(from + i), this.text.charCodeAt(at + i)];
      if (wanted !== seen && !(fold && otherCases(wanted, true).includes(seen))) return false;
    }
    this.budget.steps -= to - from;
    this.after = at + to - from;
    return true;
  }
}
