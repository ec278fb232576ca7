import type { JsonObject } from "../../event/json.ts";
import type { RunSummary } from "./run-summary.ts";

export interface OutputOptions {
  /** Keep the long rule texts in documents. Default false. */
  readonly full?: boolean | undefined;
  /** Show building blocks as alerts of their own. Default false in the table; documents have what they are given. */
  readonly buildingBlocks?: boolean | undefined;
  /** Table: a row for each alert as it comes, however many a rule has. Default: rules that ring often are folded. */
  readonly all?: boolean | undefined;
  /** Table: events of the time before were given, so that new-terms alerts are shown whatever part of their history the input has. */
  readonly history?: boolean | undefined;
  /** Table: use ANSI colours. Default false. */
  readonly color?: boolean | undefined;
  /** Table: columns of the terminal. Default 120. */
  readonly width?: number | undefined;
}

/** Turns alerts into text, piece by piece; the caller writes the pieces out in order. Empty pieces are common. */
export interface AlertWriter {
  begin(): string;
  alert(alert: JsonObject): string;
  /** The rest; `run` is what the table's last lines tell. */
  end(run: RunSummary): string;
}

/** A way to print alerts. One a file, one line in `formats.ts`. */
export interface OutputFormat {
  /** As `--output` takes it. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  create(options: OutputOptions): AlertWriter;
}
