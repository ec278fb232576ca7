import { existsSync } from "node:fs";
import { join } from "node:path";

/** The repository's root. */
export const ROOT: string = join(import.meta.dirname, "..", "..");

/**
 * Where the public rules, recordings and conformance cases of others lie: beside the clone, unless TOCSIN_SHARED says otherwise. They are
 * read by path and never copied into the repository.
 */
export const SHARED: string = process.env["TOCSIN_SHARED"] ?? join(ROOT, "..", "shared");

/** True on machines where a missing {@link SHARED} is a failure, not a skip. */
export const REQUIRED: boolean = process.env["CI"] === "true";

/**
 * The full path of something in {@link SHARED}, or undefined where it is absent: `test.skipIf(path === undefined)`.
 * @throws under CI=true when it is absent
 */
export function sharedPath(relative: string): string | undefined {
  const path = join(SHARED, relative);
  if (existsSync(path)) return path;
  if (REQUIRED) throw new Error(`${path} is needed under CI=true`);
  return undefined;
}
