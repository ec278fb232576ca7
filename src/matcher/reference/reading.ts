import { analyze } from "../../event/analyze.ts";
import { type FieldKind, type FieldType, familyOf } from "../../event/field-type.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import { compileField, compileHasBelow } from "../../event/path.ts";
import { documentTerm, inferKind, type Term } from "../../event/terms.ts";
import { lowerAscii, pointsOf } from "./comparison.ts";
import { oncePer, remembered } from "./memo.ts";

/** A value with the kind that it is judged as: the field's, or the value's own where no table knows the field. */
export interface Judged {
  readonly value: Scalar;
  readonly field: FieldType;
  /** What it compares as; undefined where it cannot be of its kind. */
  readonly term: Term | undefined;
  /** The texts that patterns are held against, none for a number, say; and the same with A–Z in lower case. */
  readonly texts: readonly string[];
  readonly lowered: readonly string[];
}

/**
 * One document while it is judged. What a field holds is read once, so that thousands of plans over one event are not
 * thousands of walks; no verdict is kept. The document must not change meanwhile.
 */
export class Reading {
  readonly document: JsonObject;
  /** What `now` in date math stands for, epoch milliseconds. */
  readonly now: number | undefined;
  private readonly read = new Map<FieldType, readonly Scalar[]>();
  private readonly judgements = new Map<FieldType, readonly Judged[]>();
  private readonly spelt = new Map<string, readonly number[]>();

  constructor(document: JsonObject, now: number | undefined) {
    this.document = document;
    this.now = now;
  }

  values(field: FieldType): readonly Scalar[] {
    return remembered(this.read, field, () => readerOf(field)(this.document));
  }

  judged(field: FieldType): readonly Judged[] {
    return remembered(this.judgements, field, () => this.values(field).map((value) => judge(field, value)));
  }

  /** Whether anything stands at or below the field. */
  hasBelow(field: FieldType): boolean {
    return hasBelowOf(field)(this.document);
  }

  /** The code points of a text of this document. */
  points(text: string): readonly number[] {
    return remembered(this.spelt, text, () => pointsOf(text));
  }
}

const readerOf = oncePer(compileField);
const hasBelowOf = oncePer((field: FieldType) => compileHasBelow(field.path));

function judge(named: FieldType, value: Scalar): Judged {
  const field = named.kind === "unknown" ? ofKind(named, inferKind(value)) : named;
  const term = documentTerm(field, value);
  const texts = textsOf(field, value, term);
  return { value, field, term, texts, lowered: texts.map(lowerAscii) };
}

export const ofKind = (field: FieldType, kind: FieldKind): FieldType => ({ ...field, kind });

function textsOf(field: FieldType, value: Scalar, term: Term | undefined): readonly string[] {
  switch (familyOf(field.kind)) {
    case "string":
      return [String(term)];
    case "text":
      return analyze(String(value));
    case "version":
      return [String(value)];
    default:
      return [];
  }
}
