import type { HuntQuery } from "../../../src/server/wire/hunt.ts";

export type HuntLanguage = HuntQuery["language"];
export const LANGUAGES: readonly HuntLanguage[] = ["eql", "kuery", "lucene", "esql"];

/** A hunt as it stands in the page's address. */
export interface HuntSearch {
  readonly language?: HuntLanguage;
  readonly query?: string;
  readonly from?: string;
  readonly to?: string;
}

export function readHuntSearch(raw: Record<string, unknown>): HuntSearch {
  const language = LANGUAGES.find((each) => each === raw["language"]);
  const search: Record<string, string> = {};
  for (const name of ["query", "from", "to"]) if (typeof raw[name] === "string" && raw[name] !== "") search[name] = raw[name];
  return { ...search, ...(language && { language }) };
}
