import type { JsonObject } from "../../event/json.ts";
import { type Findings, FindingsWriter } from "./findings.ts";
import type { LineJudge } from "./line-judge.ts";
import type { LineRoute } from "./line-taker.ts";
import { type LinesToTake, takeLines } from "./take-lines.ts";

/** Judges blocks of lines and writes down what is found in each, for whoever takes it later. */
export class BlockWriter {
  readonly #judge: LineJudge;
  readonly #writer: FindingsWriter;

  /**
   * @param fields what machine learning jobs read of events
   * @param routeOf what to do with events of the index of this one
   */
  constructor(judge: LineJudge, fields: readonly string[], routeOf: (event: JsonObject) => LineRoute | undefined) {
    this.#judge = judge;
    this.#writer = new FindingsWriter(({ start, end }) => routeOf(JSON.parse(judge.text(start, end)) as JsonObject), fields);
  }

  write(lines: LinesToTake): Findings {
    return this.#writer.take(takeLines(this.#judge, lines, this.#writer));
  }
}
