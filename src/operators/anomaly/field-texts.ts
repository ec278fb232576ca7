import { type FieldType, familyOf } from "../../event/field-type.ts";
import { formatIp, isQuad } from "../../event/ip.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { compileField } from "../../event/path.ts";
import { documentTerm } from "../../event/terms.ts";
import type { CountedField } from "../../matcher/lines/gathering.ts";
import type { JobField } from "../../plan/job-plan.ts";
import { DERIVED_FUNCTIONS } from "./derived/table.ts";

/** Reads the distinct values of fields of the event at hand, each field once for all jobs. */
export class FieldTexts {
  readonly #numbers = new Map<string, number>();
  readonly #fields: JobField[] = [];
  readonly #readers: TextReader[] = [];
  readonly #known: number[] = [];
  readonly #texts: (readonly string[])[] = [];
  #document: JsonObject = {};
  /** Where the event at hand is a line that was not parsed. */
  #line: FieldLine | undefined;
  #event = 0;

  /** Registers a field and returns its number for {@link read}. */
  register(field: JobField): number {
    const key = JSON.stringify(field);
    const earlier = this.#numbers.get(key);
    if (earlier !== undefined) return earlier;
    const number = this.#readers.push(compileTexts(field)) - 1;
    this.#fields.push(field);
    this.#known.push(0);
    this.#texts.push(NONE);
    this.#numbers.set(key, number);
    return number;
  }

  /** Starts a new event. */
  begin(document: JsonObject): void {
    this.#document = document;
    this.#line = undefined;
    this.#event++;
  }

  /** Starts a new event, of which single fields are read. */
  beginLine(line: FieldLine): void {
    this.#line = line;
    this.#event++;
  }

  /** All registered fields, by number. */
  get fields(): readonly JobField[] {
    return this.#fields;
  }

  /** Paths of all registered fields. */
  get paths(): readonly string[] {
    return this.#readers.flatMap(({ paths }) => paths);
  }

  /** How many fields are registered. */
  get size(): number {
    return this.#readers.length;
  }

  /** How the values of a field stand in events; undefined where more is indexed than these. */
  plain(number: number): PlainField | undefined {
    return this.#readers[number]?.plain;
  }

  /** The text that one value stands for; undefined: none. `isFrom`: a value of the field from which it is computed. */
  textOf(number: number, isFrom: boolean, value: Scalar): string | undefined {
    return this.#readers[number]?.textOf(isFrom, value);
  }

  /** The values as texts: numbers decimal, ips canonical. Empty where the event has none. */
  read(number: number): readonly string[] {
    if (this.#known[number] !== this.#event) {
      this.#known[number] = this.#event;
      const reader = this.#readers[number] as TextReader;
      this.#texts[number] = this.#line ? reader.ofLine(this.#line) : reader.of(this.#document);
    }
    return this.#texts[number] as readonly string[];
  }
}

/** An event by its fields. */
export interface FieldLine {
  /** All values at a path; undefined where only the parsed event can tell. */
  values(path: string): readonly Scalar[] | undefined;
  parse(): JsonObject;
}

/**
 * The path of a field, and of the one from which it is computed where the event lacks it; which of its own values are the
 * texts that they stand for, as far as they are no longer than `longest`.
 */
export type PlainField = Pick<CountedField, "path" | "from" | "literal" | "longest">;

interface TextReader {
  readonly paths: readonly string[];
  /** Undefined where the values at the paths are not all that is indexed. */
  readonly plain: PlainField | undefined;
  textOf(isFrom: boolean, value: Scalar): string | undefined;
  of(document: JsonObject): readonly string[];
  ofLine(line: FieldLine): readonly string[];
}

const NONE: readonly string[] = Object.freeze([]);
/** As good as any length: longer values are not counted by their bytes. */
const LONGEST_LITERAL = 1 << 20;

function compileTexts({ field, derived }: JobField): TextReader {
  const own = compileOwn(field);
  if (!derived) return own;
  const from = compileOwn(derived.from);
  const { compute } = DERIVED_FUNCTIONS[derived.function] ?? { compute: () => undefined };
  const either = (texts: readonly string[], others: () => readonly string[]): readonly string[] =>
    texts.length > 0 ? texts : distinct(others().flatMap((text) => compute(text) ?? []));
  return {
    paths: [...own.paths, ...from.paths],
    plain: own.plain && from.plain && { ...own.plain, from: from.plain.path },
    textOf: (isFrom, value) => {
      if (!isFrom) return own.textOf(false, value);
      const text = from.textOf(false, value);
      return nonEmpty(text === undefined ? undefined : compute(text));
    },
    of: (document) => either(own.of(document), () => from.of(document)),
    ofLine: (line) => either(own.ofLine(line), () => from.ofLine(line)),
  };
}

function compileOwn(field: FieldType): TextReader {
  const { kind, path, leafOf, nullValue, ignoreAbove = Number.POSITIVE_INFINITY } = field;
  const valuesOf = compileField(field);
  const textOf = familyOf(kind) === "ip" ? ipText(field) : (value: Scalar) => (typeof value === "string" ? value : String(value));
  const textsOf = (values: readonly Scalar[]): readonly string[] => {
    if (values.length === 0) return NONE;
    if (values.length > 1) return distinct(values.flatMap((value) => textOf(value) ?? []));
    const text = textOf(values[0] as Scalar);
    return text === undefined || text === "" ? NONE : [text];
  };
  const literal = familyOf(kind) === "ip" ? "addresses" : "all";
  // What stands at the path is not all that is indexed.
  const isPlain = nullValue === undefined && (kind !== "flattened" || leafOf !== undefined);
  const isIndexed = (value: Scalar): boolean => typeof value !== "string" || value.length <= ignoreAbove;
  return {
    paths: [path],
    plain: isPlain ? { path, from: undefined, literal, longest: Math.min(ignoreAbove, LONGEST_LITERAL) } : undefined,
    textOf: (_, value) => (isIndexed(value) ? nonEmpty(textOf(value)) : undefined),
    of: (document) => textsOf(valuesOf(document)),
    ofLine: (line) => {
      const values = isPlain ? line.values(path) : undefined;
      if (!values) return textsOf(valuesOf(line.parse()));
      return textsOf(values.filter(isIndexed));
    },
  };
}

const nonEmpty = (text: string | undefined): string | undefined => (text === "" ? undefined : text);

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter((text) => text !== "");

/** Addresses that are not written in their canonical form come again and again: it is remembered, up to a bound. */
const MAX_ADDRESSES = 10_000;

function ipText(field: FieldType): (value: Scalar) => string | undefined {
  const known = new Map<Scalar, string | undefined>();
  return (value) => {
    if (typeof value === "string" && isQuad(value)) return value;
    if (known.has(value)) return known.get(value);
    const term = documentTerm(field, value);
    const text = typeof term === "bigint" ? formatIp(term) : undefined;
    if (known.size >= MAX_ADDRESSES) known.clear();
    known.set(value, text);
    return text;
  };
}
