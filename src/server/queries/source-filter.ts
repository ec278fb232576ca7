import { compileGlob } from "../../event/glob.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";

/**
 * Elasticsearch's `_source` filter: of a document what one of the patterns names, or stands below what it names, and none of the
 * excluded does. Names may be nested or dotted.
 * @param includes patterns with `*`; none: everything
 */
export function compileSourceFilter(includes: readonly string[], excludes: readonly string[]): (source: JsonObject) => JsonObject {
  if (includes.length === 0 && excludes.length === 0) return (source) => source;
  const isIncluded = includes.length === 0 ? () => true : matchesAny(includes);
  const isExcluded = matchesAny(excludes);
  const kept = (object: JsonObject, prefix: string): JsonObject => {
    const result: JsonObject = {};
    for (const [key, value] of Object.entries(object)) {
      const path = `${prefix}${key}`;
      const part = isExcluded(path) ? undefined : keptValue(value, path);
      if (part !== undefined) result[key] = part;
    }
    return result;
  };
  const keptValue = (value: Json, path: string): Json | undefined => {
    if (Array.isArray(value) && value.some(isJsonObject)) {
      const items = value.map((item) => keptValue(item, path)).filter((item) => item !== undefined);
      return items.length > 0 ? items : undefined;
    }
    if (!isJsonObject(value)) return isIncluded(path) ? value : undefined;
    const inner = kept(value, `${path}.`);
    return Object.keys(inner).length > 0 || (Object.keys(value).length === 0 && isIncluded(path)) ? inner : undefined;
  };
  return (source) => kept(source, "");
}

function matchesAny(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.flatMap((pattern) => [compileGlob(pattern), compileGlob(`${pattern}.*`)]);
  return (path) => tests.some((test) => test(path));
}
