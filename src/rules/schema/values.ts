import { z } from "zod";

/** What a refinement tells the reporter, beside its message. */
export interface ValueFault {
  readonly hint?: string;
  /** Default `error`. */
  readonly severity?: "warning";
}

/** Text of a certain form; `must` reads after «`key` must»: «be an interval». */
export const textThat = (must: string, test: (text: string) => boolean, fault: ValueFault = {}): z.ZodString =>
  z.string().refine(test, { error: must, params: { ...fault } });

export const text = z.string();
export const texts = z.array(z.string());
export const nonBlank = textThat("not be blank", (value) => value.trim() !== "");
export const flag = z.boolean();
/** Kept as it is and not looked into: a table of other people's making. */
export const freeTable = z.record(z.string(), z.unknown());
export const freeTables = z.array(freeTable);
export const count = z.int().min(1);

/** One text or a list of them. */
export const textOrTexts = z.union([z.string(), z.array(z.string())], { error: "be text or a list of texts" });
