import type { DerivedFunction } from "./derived-function.ts";

/** The path up to its last separator, of either kind. */
export const directory: DerivedFunction = {
  name: "directory",
  compute: (path) => {
    const end = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
    return end === -1 ? undefined : path.slice(0, Math.max(end, 1));
  },
};
