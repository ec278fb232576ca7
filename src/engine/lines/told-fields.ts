import type { JsonObject, Scalar } from "../../event/json.ts";
import { NO_VALUES } from "../../event/path.ts";
import type { FieldLine } from "../../operators/anomaly/field-texts.ts";

/** Stands for values that only the parsed event tells. */
const UNTOLD = -1;

/** JSON has no other numbers. */
const isTold = (value: Scalar): boolean => typeof value !== "number" || Number.isFinite(value);

/**
 * Tells the fields of a line that has values, in words: how many, then of each its number among `fields` and that of its values' text.
 * @param numberOf numbers texts
 */
export function tellFields(line: FieldLine, fields: readonly string[], numberOf: (text: string) => number): readonly number[] {
  const words = [0];
  fields.forEach((field, number) => {
    const values = line.values(field);
    if (values?.length !== 0) words.push(number, values?.every(isTold) ? numberOf(JSON.stringify(values)) : UNTOLD);
  });
  words[0] = (words.length - 1) / 2;
  return words;
}

/** Reads the fields that were told of lines of one block. */
export class ToldFields {
  readonly #fields: readonly string[];
  readonly #texts: readonly string[];
  /** By text: the values that it stands for. */
  readonly #values: (readonly Scalar[])[] = [];

  constructor(fields: readonly string[], texts: readonly string[]) {
    this.#fields = fields;
    this.#texts = texts;
  }

  /** Takes the words of one line. */
  read(next: () => number, parse: () => JsonObject): FieldLine {
    const told = new Map<string, readonly Scalar[] | undefined>();
    for (let left = next(); left > 0; left--) {
      const field = this.#fields[next()] as string;
      const text = next();
      told.set(field, text === UNTOLD ? undefined : this.#valuesOf(text));
    }
    return { values: (path) => (told.has(path) ? told.get(path) : NO_VALUES), parse };
  }

  #valuesOf(text: number): readonly Scalar[] {
    return (this.#values[text] ??= JSON.parse(this.#texts[text] as string) as readonly Scalar[]);
  }
}
