import { createRequire } from "node:module";
import type stringWidthOf from "string-width";

/** Columns that text takes on a terminal, colours left out. Its tables of Unicode take longer to load than most commands run, and most texts are ASCII. */
export function stringWidth(text: string): number {
  loaded ??= (createRequire(import.meta.url)("string-width") as { readonly default: typeof stringWidthOf }).default;
  return loaded(text);
}

let loaded: typeof stringWidthOf | undefined;
