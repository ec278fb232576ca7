import { CODES, escapeText } from "../diagnostics/index.ts";
import type { SkippedKind } from "../formats/input/problems.ts";
import type { InputSummary } from "../formats/input/read.ts";
import { plural } from "../formats/output/quantity.ts";
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

/** A kind of what was skipped, within a sentence. */
export const kindText = ({ code, kind }: SkippedKind): string =>
  kind === CODES[code].title ? kind.charAt(0).toLowerCase() + kind.slice(1) : kind;

/** What holds nothing that could be read: of no format that is known, or empty. */
const UNREAD: ReadonlySet<string> = new Set(["T7003", "T7015"]);

/** Inputs of one kind that are named. */
const SHOWN_NAMES = 5;

/** The inputs, and members of them, of which nothing was read: a log that is empty is a finding too. */
export function unreadNotes({ skipped }: InputSummary): string[] {
  const unread = skipped.filter(({ code }) => UNREAD.has(code));
  const total = unread.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const lines = unread.map((skippedKind) => {
    const { count, inputs = [] } = skippedKind;
    const names = inputs.slice(0, SHOWN_NAMES);
    const more = count > names.length ? ` and ${count - names.length} more` : "";
    return `  ${count} × ${kindText(skippedKind)}: ${names.map(escapeText).join(", ")}${more}`;
  });
  return [`note: nothing was read of ${plural(total, "input")}:`, ...lines];
}

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

/** All that a person must be told of an input besides its faults. */
export const inputNotes = (summary: InputSummary): string[] => [...unreadNotes(summary), ...unmappedNotes(summary)];
