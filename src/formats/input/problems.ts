import { type Code, CODES, type Diagnostic, diagnostic, type Severity } from "../../diagnostics/index.ts";

/** What went wrong of one kind, and how often. */
export interface SkippedKind {
  readonly code: Code;
  /** What kind of thing: the code's title, or finer («PNG image»). */
  readonly kind: string;
  readonly count: number;
  /** The first one. */
  readonly example: Diagnostic;
}

/** One problem. Built only when it is shown: the millionth broken line costs a counter. */
export interface Problem {
  /** One sentence without a final stop. */
  readonly message: string;
  readonly file?: string | undefined;
  /** 1-based. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** The text of the line where it is short enough to show. */
  readonly lineText?: string | undefined;
  readonly hint?: string | undefined;
}

export interface ProblemLog {
  /** Counts a problem; `describe` is called only while examples of its code are still shown. */
  report(code: Code, severity: Severity, describe: () => Problem, kind?: string): void;
  /** All kinds, in the order of their first appearance. */
  kinds(): readonly SkippedKind[];
}

/** How many examples of one code are handed on; all are counted. */
const MAX_EXAMPLES = 3;

export function createProblemLog(onProblem: ((problem: Diagnostic) => void) | undefined): ProblemLog {
  const kinds = new Map<string, { code: Code; kind: string; count: number; example: Diagnostic }>();
  const shown = new Map<Code, number>();
  return {
    report(code, severity, describe, kind = CODES[code].title) {
      const key = `${code} ${kind}`;
      const known = kinds.get(key);
      if (known) known.count++;
      const examples = shown.get(code) ?? 0;
      if (known && examples >= MAX_EXAMPLES) return;
      const example = toDiagnostic(code, severity, describe());
      if (!known) kinds.set(key, { code, kind, count: 1, example });
      if (examples >= MAX_EXAMPLES) return;
      shown.set(code, examples + 1);
      onProblem?.(example);
    },
    kinds: () => [...kinds.values()].map((entry) => ({ ...entry })),
  };
}

function toDiagnostic(code: Code, severity: Severity, problem: Problem): Diagnostic {
  const { file, line, column = 1, lineText = "", hint, message } = problem;
  const details = { severity, hint };
  if (file === undefined) return diagnostic(code, message, details);
  if (line === undefined) return diagnostic(code, message, { ...details, file });
  return diagnostic(code, message, { ...details, location: { file, line, column, endLine: line, endColumn: column, lineText } });
}
