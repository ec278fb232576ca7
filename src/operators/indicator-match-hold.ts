import type { Json, JsonObject, Scalar } from "../event/json.ts";
import { compilePath } from "../event/path.ts";
import { compileObjectAt } from "./indicator-match-object.ts";
import type { HeldIndicator } from "./indicator-match-store.ts";

const readFeed = compilePath("threat.feed.name");

/**
 * Takes from an indicator what enrichment and later judging need.
 * @param paths where the objects stand that rules enrich from
 * @param timed field paths that conditions on the clock read; undefined: the whole document
 */
export function compileHold(paths: readonly string[], timed: readonly string[] | undefined): (document: JsonObject) => HeldIndicator {
  const readers = paths.map(compileObjectAt);
  const readTimed = timed === undefined ? (document: JsonObject): JsonObject => document : compileTimed(timed);
  return (document) => {
    const feed = readFeed(document)[0];
    const id = textOf(document["_id"]);
    const index = textOf(document["_index"]);
    return {
      ...(id !== undefined && { id }),
      ...(index !== undefined && { index }),
      ...(feed !== undefined && feed !== "" && { feed: String(feed) }),
      objects: readers.map((read) => read(document) ?? null),
      ...(timed?.length !== 0 && { timed: readTimed(document) }),
    };
  };
}

function compileTimed(paths: readonly string[]): (document: JsonObject) => JsonObject {
  const readers = paths.map((path) => ({ path, read: compilePath(path) }));
  return (document) => {
    const kept: JsonObject = {};
    for (const { path, read } of readers) kept[path] = read(document) as Scalar[] as Json;
    return kept;
  };
}

/** The text of a metadata field; numbers are ids too. */
const textOf = (value: Json | undefined): string | undefined =>
  (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;
