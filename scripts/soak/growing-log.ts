import { appendFileSync, copyFileSync, existsSync, renameSync, truncateSync } from "node:fs";
import type { Random } from "./random.ts";

/** Rotated files that are kept. */
const KEPT = 50;

/** A log that is written and rotated, by renaming or by copying and cutting. Events come in pairs of a key: `first`, `second`. */
export class GrowingLog {
  readonly #path: string;
  readonly #random: Random;
  /** Events written so far; each has its own number. */
  written = 0;
  rotations = 0;

  constructor(path: string, random: Random) {
    this.#path = path;
    this.#random = random;
  }

  /** Writes some events, sometimes a part of a line and its rest, and sometimes rotates before. */
  step(): void {
    if (this.written > 0 && this.#random.oneIn(25)) this.#rotate();
    const text = Array.from({ length: 2 * (1 + this.#random.below(20)) }, () => this.#line()).join("");
    const cut = this.#random.below(text.length);
    appendFileSync(this.#path, text.slice(0, cut));
    appendFileSync(this.#path, text.slice(cut));
  }

  #line(): string {
    const sequence = this.written++;
    const action = sequence % 2 === 0 ? "first" : "second";
    const key = `k${Math.floor(sequence / 2)}`;
    return `${JSON.stringify({
      "@timestamp": new Date().toISOString(),
      event: { category: "process", action, sequence },
      host: { id: key },
      process: { name: "p" },
      _index: "logs-soak",
    })}\n`;
  }

  #rotate(): void {
    this.rotations++;
    const old = (number: number): string => `${this.#path}.${number}`;
    for (let number = KEPT; number > 0; number--) if (existsSync(old(number))) renameSync(old(number), old(number + 1));
    if (this.#random.oneIn(2)) renameSync(this.#path, old(1));
    else {
      copyFileSync(this.#path, old(1));
      truncateSync(this.#path);
    }
  }
}
