import { didYouMean } from "../../diagnostics/index.ts";
import { compileGlob } from "../../event/glob.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import { compileObjects, compilePath } from "../../event/path.ts";
import type { CaseReader } from "./case-reader.ts";
import type { ExpectedField, FieldTest } from "./model.ts";
import type { CaseFault } from "./results.ts";

/** What of an alert is not as expected. @param number of the alert, from 1 */
export function judgeFields(
  reader: CaseReader,
  alert: JsonObject,
  number: number,
  expected: readonly ExpectedField[],
): readonly CaseFault[] {
  return expected.flatMap(({ name, test, path }): readonly CaseFault[] => {
    if (holds(alert, name, test)) return [];
    const got = seenAt(alert, name);
    const hint = got.length === 0 ? didYouMean(name, Object.keys(alert)) : undefined;
    const location = reader.locationOf(path);
    return [
      {
        kind: "field",
        message: `alert ${number}: \`${name}\` is not as expected`,
        ...(hint !== undefined && { hint }),
        location,
        alert: number,
        field: name,
        expected: shownTest(test),
        got: [...got],
      },
    ];
  });
}

function holds(document: JsonObject, name: string, test: FieldTest): boolean {
  const values = compilePath(name)(document);
  switch (test.kind) {
    case "is":
      return values.length === test.values.length && test.values.every((value, i) => value === values[i]);
    case "objects":
      return hasObjects(compileObjects(name)(document), test.items);
    case "matches":
      return test.patterns.map(compileGlob).some((fits) => values.some((value) => fits(String(value))));
    case "exists":
      return seenAt(document, name).length > 0 === test.wanted;
    case "contains":
      return test.values.every((value) => values.some((seen) => seen === value));
    case "one_of":
      return values.length > 0 && values.every((seen) => test.values.some((value) => value === seen));
    case "at_least":
      return values.some((value) => Number(value) >= test.bound);
    case "at_most":
      return values.some((value) => Number(value) <= test.bound);
  }
}

const hasObjects = (objects: readonly JsonObject[], wanted: readonly (readonly ExpectedField[])[]): boolean =>
  objects.length === wanted.length && wanted.every((fields, i) => fields.every(({ name, test }) => holds(objects[i] ?? {}, name, test)));

/** The values at a field, or the objects. */
function seenAt(document: JsonObject, name: string): readonly Json[] {
  const values = compilePath(name)(document);
  return values.length > 0 ? values : compileObjects(name)(document);
}

/** A test in the words of case files. */
function shownTest(test: FieldTest): Json {
  switch (test.kind) {
    case "is":
      return [...test.values];
    case "objects":
      return test.items.map((fields) => Object.fromEntries(fields.map((field) => [field.name, shownTest(field.test)])));
    case "matches":
      return { matches: [...test.patterns] };
    case "exists":
      return { exists: test.wanted };
    case "contains":
      return { contains: [...test.values] };
    case "one_of":
      return { one_of: [...test.values] };
    case "at_least":
      return { at_least: test.bound };
    case "at_most":
      return { at_most: test.bound };
  }
}
