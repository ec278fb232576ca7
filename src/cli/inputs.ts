import { escapeText } from "../diagnostics/index.ts";
import type { InputSummary } from "../formats/input/read.ts";
import type { Terminal } from "./terminal.ts";
import { usageError } from "./usage-error.ts";

/** The inputs a command reads: the paths given, else what is piped in. Nothing at all is wrong usage. */
export function inputsOf(files: readonly string[], terminal: Pick<Terminal, "inIsTerminal">): readonly string[] {
  if (files.length > 0) return files;
  if (terminal.inIsTerminal) throw usageError("There is no input", "name files or folders of events, or pipe events in");
  return ["-"];
}

/** 1 where no input could be read, else 0. */
export const exitCodeOf = ({ read }: InputSummary, stoppedEarly = false): number => (read === 0 && !stoppedEarly ? 1 : 0);

/** Kinds of unmapped records that are named, the most frequent first. */
const SHOWN_KINDS = 5;

/** What a person must be told of records that no integration could map: how many of which kind, and an example of each. */
export function unmappedNotes({ unmapped }: InputSummary): string[] {
  const total = unmapped.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const kinds = unmapped.toSorted((a, b) => b.count - a.count).slice(0, SHOWN_KINDS);
  const others = unmapped.length - kinds.length;
  return [
    `note: ${total} ${total === 1 ? "record has" : "records have"} no mapping to ECS and went through as they are:`,
    ...kinds.flatMap(({ kind, count, example: { location } }) => [
      `  ${count} × ${escapeText(kind)}${location ? `, for example ${escapeText(location.file)}:${location.line}` : ""}`,
      ...(location?.lineText ? [`      ${escapeText(location.lineText)}`] : []),
    ]),
    ...(others > 0 ? [`  and ${others} more kinds; --stats=FILE writes them all`] : []),
  ];
}
