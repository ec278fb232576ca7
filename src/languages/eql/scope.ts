import { type Diagnostic, isError, type Source } from "../../diagnostics/index.ts";
import type { LowerEnv } from "../language.ts";
import type { Expr } from "./ast.ts";
import { collectInto, type Report } from "./report.ts";

/** What lowering one query shares. */
export interface Scope {
  readonly source: Source;
  readonly env: LowerEnv;
  readonly report: Report;
  readonly diagnostics: Diagnostic[];
  /** Names that have been told to be unknown: once is enough. */
  readonly unknown: Set<string>;
}

export function openScope(source: Source, env: LowerEnv): Scope {
  const diagnostics: Diagnostic[] = [];
  return { source, env, diagnostics, report: collectInto(diagnostics, source), unknown: new Set() };
}

export const hasErrors = (scope: Scope): boolean => scope.diagnostics.some(isError);

/** The expression as it was written. */
export const textOf = ({ source }: Scope, { span }: Pick<Expr, "span">): string => source.text.slice(span.start, span.end);

/** «found value [x] type [long]», as Elasticsearch's type errors end. */
export const foundText = (scope: Scope, node: Expr, typeName: string): string => `found value [${textOf(scope, node)}] type [${typeName}]`;
