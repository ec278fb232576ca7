import type { EsqlFailure } from "../../matcher/esql/scope.ts";

/** Failures of one expression that are told apart; Elasticsearch keeps as many. */
const MAX_FAILURES = 20;

/** Gathers the warnings of a query as Elasticsearch words them: first that an expression failed, then in which ways. */
export class EsqlWarnings {
  readonly #text: string;
  readonly #lines = new Set<string>();
  readonly #recorded = new Map<string, number>();

  /** @param text the query: places are told by line and column, 1-based */
  constructor(text: string) {
    this.#text = text;
  }

  get lines(): readonly string[] {
    return [...this.#lines];
  }

  add({ expression: { at }, exception, as }: EsqlFailure): void {
    const quoted = at ? this.#text.slice(at.start, at.end) : "";
    const place = at ? `Line ${placeOf(this.#text, at.start)}: ` : "";
    const head = `${place}evaluation of [${quoted}] failed, treating result as ${as}. Only first ${MAX_FAILURES} failures recorded.`;
    const recorded = this.#recorded.get(head) ?? 0;
    if (recorded >= MAX_FAILURES) return;
    this.#lines.add(head);
    const line = `${place}${exception}`;
    if (this.#lines.has(line)) return;
    this.#lines.add(line);
    this.#recorded.set(head, recorded + 1);
  }
}

/** `line:column` of an offset, both from 1; columns count code points. */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  return `${line}:${Array.from(before.slice(lineStart)).length + 1}`;
}
