import { type Code, CODES, type Diagnostic, diagnostic, type Severity } from "../../diagnostics/index.ts";

/** What went wrong of one kind, and how often. */
export interface SkippedKind {
  readonly code: Code;
  /** What kind of thing: the code's title, or finer («PNG image»). */
  readonly kind: string;
  readonly count: number;
  /** The first one. */
  readonly example: Diagnostic;
  /** Where a whole input or member was passed over: which, the first hundred. Absent for what befalls single records. */
  readonly inputs?: readonly string[];
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

/** How many inputs of one kind are named. */
const MAX_NAMED = 100;

/** What befalls an input, or a member of one, as a whole. */
const OF_WHOLE_INPUTS: ReadonlySet<Code> = new Set<Code>([
  "T7001",
  "T7002",
  "T7003",
  "T7009",
  "T7010",
  "T7011",
  "T7012",
  "T7013",
  "T7014",
  "T7015",
]);

interface KindCount {
  readonly code: Code;
  readonly kind: string;
  count: number;
  readonly example: Diagnostic;
  readonly inputs?: string[];
}

export function createProblemLog(onProblem: ((problem: Diagnostic) => void) | undefined): ProblemLog {
  const kinds = new Map<string, KindCount>();
  const shown = new Map<Code, number>();
  return {
    report(code, severity, describe, kind = CODES[code].title) {
      const key = `${code} ${kind}`;
      const known = kinds.get(key);
      if (known) known.count++;
      const examples = shown.get(code) ?? 0;
      const isNamed = known?.inputs !== undefined && known.inputs.length < MAX_NAMED;
      if (known && !isNamed && examples >= MAX_EXAMPLES) return;
      const problem = describe();
      const example = toDiagnostic(code, severity, problem);
      if (!known) kinds.set(key, { code, kind, count: 1, example, ...(OF_WHOLE_INPUTS.has(code) && { inputs: nameOf(problem) }) });
      else if (isNamed) known.inputs?.push(...nameOf(problem));
      if (examples >= MAX_EXAMPLES) return;
      shown.set(code, examples + 1);
      onProblem?.(example);
    },
    kinds: () => [...kinds.values()].map(({ inputs, ...entry }) => ({ ...entry, ...(inputs && { inputs: [...inputs] }) })),
  };
}

const nameOf = ({ file }: Problem): string[] => (file === undefined ? [] : [file]);

function toDiagnostic(code: Code, severity: Severity, problem: Problem): Diagnostic {
  const { file, line, column = 1, lineText = "", hint, message } = problem;
  const details = { severity, hint };
  if (file === undefined) return diagnostic(code, message, details);
  if (line === undefined) return diagnostic(code, message, { ...details, file });
  return diagnostic(code, message, { ...details, location: { file, line, column, endLine: line, endColumn: column, lineText } });
}
