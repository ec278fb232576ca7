import { type Code, type Diagnostic, diagnosticAt, isError, type Severity, type Source, type Span } from "../diagnostics/index.ts";

/** A query with more faults than this is not KQL; the rest is not told. */
const MAX_FAULTS = 20;

/** Collects the faults of one query, each place once, up to a bound (hostile text cannot flood). */
export interface Faults {
  add(at: Span, code: Code, message: string, hint?: string, severity?: Severity): void;
  /** In the order of the text. */
  list(): readonly Diagnostic[];
}

export function createFaults(source: Source): Faults {
  const found = new Map<number, Diagnostic>();
  return {
    add(at, code, message, hint, severity = "error") {
      if (found.size >= MAX_FAULTS || found.has(at.start)) return;
      found.set(at.start, diagnosticAt(source, at, code, message, { severity, hint }));
    },
    list: () => [...found.entries()].sort(([a], [b]) => a - b).map(([, fault]) => fault),
  };
}

/**
 * All that is known of a text that was read only in part: where reading stumbled, then what is wrong with the rest. A
 * fault at a place where reading stumbled follows from that and is not told.
 */
export function withRest(reading: readonly Diagnostic[], rest: readonly Diagnostic[]): readonly Diagnostic[] {
  const stumbles = reading.filter(isError).flatMap(({ span }) => span ?? []);
  const follows = ({ span }: Diagnostic): boolean =>
    span !== undefined && stumbles.some(({ start, end }) => span.start < end && start < span.end);
  return [...reading, ...rest.filter((fault) => !follows(fault))];
}
