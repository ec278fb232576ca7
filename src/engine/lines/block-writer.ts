import type { JsonObject } from "../../event/json.ts";
import { bytesOf } from "./bytes-of.ts";
import { type Findings, FindingsWriter } from "./findings.ts";
import type { LineJudge } from "./line-judge.ts";
import type { LineRoute } from "./line-taker.ts";

/** Judges blocks of lines and writes down what is found in each, for whoever takes it later. */
export class BlockWriter {
  readonly #judge: LineJudge;
  readonly #writer: FindingsWriter;
  #bytes: Buffer = Buffer.alloc(0);

  /**
   * @param fields what machine learning jobs read of events
   * @param routeOf what to do with events of the index of this one
   */
  constructor(judge: LineJudge, fields: readonly string[], routeOf: (event: JsonObject) => LineRoute | undefined) {
    this.#judge = judge;
    this.#writer = new FindingsWriter(
      ({ start, end }) => routeOf(JSON.parse(this.#bytes.toString("utf8", start, end)) as JsonObject),
      fields,
    );
  }

  write(bytes: Uint8Array): Findings {
    this.#bytes = bytesOf({ bytes });
    return this.#writer.take(this.#judge.take(bytes, this.#writer));
  }
}
