import { z } from "zod";

/** The keys that the object at a path of a schema may have; undefined where no object stands there. */
export function shapeAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodShape | undefined {
  const [key, ...rest] = path;
  for (const option of options(schema)) {
    if (key === undefined) {
      if (option instanceof z.ZodObject) return option.shape;
      continue;
    }
    const inner = childOf(option, key);
    const found = inner && shapeAt(inner, rest);
    if (found) return found;
  }
  return undefined;
}

function childOf(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodObject ? (schema.shape as z.core.$ZodShape)[String(key)] : undefined;
}

/** A schema without its wrappers; of a union, every branch. */
function options(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return options(schema.unwrap());
  return schema instanceof z.ZodUnion ? schema.options.flatMap(options) : [schema];
}
