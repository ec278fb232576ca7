import { type FieldType, familyOf } from "../../event/field-type.ts";
import { formatIp } from "../../event/ip.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { compileField } from "../../event/path.ts";
import { documentTerm } from "../../event/terms.ts";
import type { JobField } from "../../plan/job-plan.ts";
import { DERIVED_FUNCTIONS } from "./derived/table.ts";

/** Reads the distinct values of fields of the event at hand, each field once for all jobs. */
export class FieldTexts {
  readonly #numbers = new Map<string, number>();
  readonly #readers: TextReader[] = [];
  readonly #known: number[] = [];
  readonly #texts: (readonly string[])[] = [];
  #document: JsonObject = {};
  #event = 0;

  /** Registers a field and returns its number for {@link read}. */
  register(field: JobField): number {
    const key = JSON.stringify(field);
    const earlier = this.#numbers.get(key);
    if (earlier !== undefined) return earlier;
    const number = this.#readers.push(compileTexts(field)) - 1;
    this.#known.push(0);
    this.#texts.push(NONE);
    this.#numbers.set(key, number);
    return number;
  }

  /** Starts a new event. */
  begin(document: JsonObject): void {
    this.#document = document;
    this.#event++;
  }

  /** The values as texts: numbers decimal, ips canonical. Empty where the event has none. */
  read(number: number): readonly string[] {
    if (this.#known[number] !== this.#event) {
      this.#known[number] = this.#event;
      this.#texts[number] = (this.#readers[number] as TextReader)(this.#document);
    }
    return this.#texts[number] as readonly string[];
  }
}

type TextReader = (document: JsonObject) => readonly string[];

const NONE: readonly string[] = Object.freeze([]);

function compileTexts({ field, derived }: JobField): TextReader {
  const own = compileOwn(field);
  if (!derived) return own;
  const from = compileOwn(derived.from);
  const { compute } = DERIVED_FUNCTIONS[derived.function] ?? { compute: () => undefined };
  return (document) => {
    const texts = own(document);
    return texts.length > 0 ? texts : distinct(from(document).flatMap((text) => compute(text) ?? []));
  };
}

function compileOwn(field: FieldType): TextReader {
  const valuesOf = compileField(field);
  const textOf = familyOf(field.kind) === "ip" ? ipText(field) : (value: Scalar) => (typeof value === "string" ? value : String(value));
  return (document) => {
    const values = valuesOf(document);
    if (values.length === 0) return NONE;
    if (values.length > 1) return distinct(values.flatMap((value) => textOf(value) ?? []));
    const text = textOf(values[0] as Scalar);
    return text === undefined || text === "" ? NONE : [text];
  };
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter((text) => text !== "");

/** Addresses come again and again: their canonical forms are remembered, up to a bound. */
const MAX_ADDRESSES = 10_000;

function ipText(field: FieldType): (value: Scalar) => string | undefined {
  const known = new Map<Scalar, string | undefined>();
  return (value) => {
    if (known.has(value)) return known.get(value);
    const term = documentTerm(field, value);
    const text = typeof term === "bigint" ? formatIp(term) : undefined;
    if (known.size >= MAX_ADDRESSES) known.clear();
    known.set(value, text);
    return text;
  };
}
