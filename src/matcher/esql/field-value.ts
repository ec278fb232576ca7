import { type FieldType, familyOf } from "../../event/field-type.ts";
import { formatIp } from "../../event/ip.ts";
import type { Scalar } from "../../event/json.ts";
import { documentTerm, type Term } from "../../event/terms.ts";
import { comparatorOf } from "../../functions/esql/order.ts";
import { parseNanos } from "../../functions/esql/times.ts";
import type { EsqlType } from "../../functions/esql/type.ts";
import { type EsqlScalar, type EsqlValue, valueOf } from "../../functions/esql/value.ts";
import { roundHalfUp } from "../../functions/esql/whole.ts";
import type { EsqlField } from "../../plan/esql.ts";
import { narrow } from "./literal.ts";

/**
 * What ES|QL sees of a field's values in a document: those that fit its type, as Elasticsearch's doc values have them
 * (sorted; keywords and addresses each once). A text field is read from the source, so that its order stays.
 */
export function compileFieldValue({ type, field }: EsqlField): (values: readonly Scalar[]) => EsqlValue {
  const read = compileScalar(type, field);
  const arrange = compileArrange(type);
  return (values) => {
    const [only] = values;
    if (only === undefined) return null;
    if (values.length === 1) return read(only) ?? null;
    const found: EsqlScalar[] = [];
    for (const value of values) {
      const scalar = read(value);
      if (scalar !== undefined) found.push(scalar);
    }
    return valueOf(arrange(found));
  };
}

/**
 * The same for who takes one value alone, with few looks at many: one of several values, of which there are two distinct ones
 * where they are kept once, is a list of two.
 */
export function compileOneValue({ type, field }: EsqlField): (values: readonly Scalar[]) => EsqlValue {
  const read = compileScalar(type, field);
  const isOnce = isKeptOnce(type);
  return (values) => {
    let first: EsqlScalar | undefined;
    let written: Scalar | undefined;
    for (const value of values) {
      if (isOnce && value === written) continue;
      const scalar = read(value);
      if (scalar === undefined || (isOnce && scalar === first)) continue;
      if (first !== undefined) return [first, scalar];
      first = scalar;
      written = value;
    }
    return first ?? null;
  };
}

type ReadScalar = (value: Scalar) => EsqlScalar | undefined;

function compileScalar(type: EsqlType, field: FieldType): ReadScalar {
  switch (type) {
    case "keyword":
    case "text":
      return isStrings(field) ? (value) => documentTerm(field, value) : String;
    case "version":
      return String;
    case "ip":
      return ipText;
    case "date_nanos":
      return nanos;
    case "integer":
    case "long":
    case "unsigned_long":
      return integerReader(field, type);
    case "double":
      return field.scalingFactor === undefined ? termReader(field, "double") : scaledReader(field, field.scalingFactor);
    case "date":
      return termReader(field, "date");
    case "boolean":
      return termReader(field, "boolean");
    default:
      return () => undefined;
  }
}

const isStrings = (field: FieldType): boolean => familyOf(field.kind) === "string" || familyOf(field.kind) === "text";

/** By the field's own kind where it is of the type's family, else by the type: an unknown field is what its use says. */
function termReader(field: FieldType, type: "double" | "date" | "boolean" | "long"): ReadScalar {
  const family = familyOf(type);
  const known = familyOf(field.kind) === family ? field : { ...field, kind: type };
  return (value) => scalarOf(documentTerm(known, value));
}

/** What is stored is a whole number, so that 2.03 of a hundredth comes back as 2.0300000000000002. */
function scaledReader(field: FieldType, factor: number): ReadScalar {
  const read = termReader(field, "double");
  const unit = 1 / factor;
  return (value) => {
    const number = read(value);
    return typeof number === "number" ? roundHalfUp(number * factor) * unit : undefined;
  };
}

const scalarOf = (term: Term | undefined): EsqlScalar | undefined => (typeof term === "bigint" ? narrow(term) : term);

const LIMITS: Readonly<Partial<Record<string, number>>> = { byte: 2 ** 7, short: 2 ** 15, integer: 2 ** 31 };

/** A number past the type's range cannot have been indexed. */
function integerReader(field: FieldType, type: "integer" | "long" | "unsigned_long"): ReadScalar {
  const read = termReader(field, "long");
  const limit = LIMITS[field.kind] ?? (type === "integer" ? 2 ** 31 : undefined);
  if (limit !== undefined) {
    return (value) => {
      const number = read(value);
      return typeof number === "number" && number >= -limit && number < limit ? number : undefined;
    };
  }
  const [least, most] = type === "long" ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
  return (value) => {
    const number = read(value);
    if (Number.isSafeInteger(number)) return (number as number) >= 0 || type === "long" ? number : undefined;
    // A number past 2^53 has lost its last digits when the JSON was read; what is left is a whole number still.
    const whole = typeof number === "number" && Number.isInteger(number) ? BigInt(number) : number;
    return typeof whole === "bigint" && whole >= least && whole <= most ? whole : undefined;
  };
}

function ipText(value: Scalar): string | undefined {
  const address = documentTerm(IP, value);
  return typeof address === "bigint" ? formatIp(address) : undefined;
}

const IP: FieldType = { name: "", path: "", kind: "ip" };
const DATE: FieldType = { name: "", path: "", kind: "date" };

function nanos(value: Scalar): bigint | undefined {
  const exact = typeof value === "string" ? parseNanos(value) : undefined;
  if (exact !== undefined) return exact;
  const time = documentTerm(DATE, value);
  return typeof time === "number" ? BigInt(time) * 1_000_000n : undefined;
}

function compileArrange(type: EsqlType): (values: EsqlScalar[]) => readonly EsqlScalar[] {
  if (type === "text") return (values) => values;
  const compare = comparatorOf(type);
  if (!isKeptOnce(type)) return (values) => values.sort(compare);
  return (values) => (values.length < 2 ? values : [...new Set(values)].sort(compare));
}

const isKeptOnce = (type: EsqlType): boolean => type === "keyword" || type === "ip" || type === "version";
