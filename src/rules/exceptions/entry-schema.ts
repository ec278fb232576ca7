import { z } from "zod";
import { textThat } from "../schema/values.ts";
import { OPERATORS } from "./model.ts";

/** The key that every entry but a nested one has beside its field. */
export const operator = z.enum(OPERATORS);

/** What an entry compares with: a blank text is nothing that could be excepted. */
export const entryValue = textThat("not be empty", (value) => value.trim() !== "");
