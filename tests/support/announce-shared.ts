import { existsSync } from "node:fs";
import { REQUIRED, SHARED } from "./shared.ts";

/** Before a test run: says that the tests which read the material of others by path will be skipped. Under CI=true that is a failure. */
export function setup(): void {
  if (existsSync(SHARED)) return;
  if (REQUIRED) throw new Error(`${SHARED} is absent: under CI=true its tests may not be skipped`);
  process.stdout.write(`${SHARED} is absent: tests over the public rules, recordings and conformance cases are skipped\n`);
}
