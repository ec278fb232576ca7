import type { z } from "zod";
import { isJsonObject } from "../../event/json.ts";

type Schema = z.core.$ZodType;
type Test = (value: unknown) => boolean;

/**
 * A test that says yes only where a schema finds nothing: the same schema without what zod keeps to tell of faults, which
 * most rules have none of. It says no wherever it does not know a part of the schema, so that whoever hears no asks zod.
 */
export function compileFits(schema: Schema): Test {
  const known = tests.get(schema);
  if (known) return known;
  const test = compile(defOf(schema));
  tests.set(schema, test);
  return test;
}

const tests = new WeakMap<Schema, Test>();

type Def = z.core.$ZodTypes["_zod"]["def"];

const defOf = (schema: Schema): Def => {
  const { _zod: internals } = schema as z.core.$ZodTypes;
  return internals.def;
};

const never: Test = () => false;

function compile(def: Def): Test {
  switch (def.type) {
    case "string":
      return "format" in def ? never : checked((value) => typeof value === "string", def.checks);
    case "number":
      return number(def);
    case "boolean":
      return (value) => typeof value === "boolean";
    case "enum":
      return among(Object.values(def.entries));
    case "literal":
      return among(def.values);
    case "unknown":
      return (value) => value !== undefined;
    case "optional":
      return orNothing(def.innerType, undefined);
    case "nullable":
      return orNothing(def.innerType, null);
    case "union":
      return some(def.options.map(compileFits));
    case "array":
      return checked(listOf(compileFits(def.element)), def.checks);
    case "record":
      return defOf(def.valueType).type === "unknown" && defOf(def.keyType).type === "string" ? isJsonObject : never;
    case "object":
      return def.checks ? never : table(def);
    default:
      return never;
  }
}

function number(def: z.core.$ZodNumberDef): Test {
  if (!("format" in def)) return checked(Number.isFinite, def.checks);
  return def.format === "safeint" ? checked(Number.isSafeInteger, def.checks) : never;
}

function among(values: readonly unknown[]): Test {
  const set = new Set(values);
  return (value) => set.has(value);
}

function orNothing(inner: Schema, nothing: null | undefined): Test {
  const test = compileFits(inner);
  return (value) => value === nothing || test(value);
}

const some =
  (options: readonly Test[]): Test =>
  (value) =>
    options.some((test) => test(value));

const listOf =
  (element: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(element);

/** Keys that the schema does not have fit only where it is loose. */
function table({ shape, catchall }: z.core.$ZodObjectDef): Test {
  const keys = new Map(Object.entries(shape).map(([key, schema]) => [key, compileFits(schema)]));
  const required = Object.entries(shape).flatMap(([key, { _zod: internals }]) => (internals.optin === undefined ? [key] : []));
  const loose = catchall !== undefined && defOf(catchall).type === "unknown";
  return (value) => {
    if (!isJsonObject(value)) return false;
    for (const key in value) {
      const test = keys.get(key);
      if (test ? !test(value[key]) : !loose) return false;
    }
    return required.every((key) => Object.hasOwn(value, key));
  };
}

function checked(test: Test, checks: readonly z.core.$ZodCheck[] | undefined): Test {
  if (!checks || checks.length === 0) return test;
  const all = (checks as readonly z.core.$ZodChecks[]).map(({ _zod: internals }) => compileCheck(internals.def));
  return (value) => test(value) && all.every((fits) => fits(value));
}

function compileCheck(def: z.core.$ZodChecks["_zod"]["def"] | z.core.$ZodCustomDef): Test {
  switch (def.check) {
    case "custom":
      return (value) => def.fn(value) === true;
    case "greater_than":
      return (value) => (value as number) > Number(def.value) || (def.inclusive && value === def.value);
    case "less_than":
      return (value) => (value as number) < Number(def.value) || (def.inclusive && value === def.value);
    case "min_length":
      return (value) => (value as readonly unknown[]).length >= def.minimum;
    case "max_length":
      return (value) => (value as readonly unknown[]).length <= def.maximum;
    default:
      return never;
  }
}
