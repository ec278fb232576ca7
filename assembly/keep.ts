import { NUMBER } from "./lookups";
import { NO_PATH, pathOf } from "./places";
import { note, noting } from "./shapes";
import { addValue } from "./tape";

/** Takes a value that stands at a place (below 0: at none that is known); false where the line has more than are kept. */
export function keep(place: i32, kind: i32, from: usize, to: usize): bool {
  const path = place < 0 ? NO_PATH : pathOf(place);
  if (noting) note(kind < NUMBER, path, from, to);
  return path == NO_PATH || addValue(path, kind, from, to);
}
