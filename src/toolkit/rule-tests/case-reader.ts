import { type Code, type Diagnostic, didYouMean, locate, type Location, type Source } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { nearestSpan } from "../../rules/read/document.ts";
import { joinPath, type Places } from "../../rules/read/places.ts";
import { diagnose } from "../../rules/schema/finding.ts";

/** Reads parts of a case file, collecting what is wrong with them. Paths are as in {@link Places}. */
export class CaseReader {
  readonly source: Source;
  readonly problems: Diagnostic[] = [];
  readonly #places: Places;

  constructor(source: Source, places: Places) {
    this.source = source;
    this.#places = places;
  }

  readonly places = (): Places => this.#places;

  /** Where the value at a path stands. */
  locationOf(path: string): Location {
    return locate(this.source, nearestSpan(this, path));
  }

  /** Where a field of an event is written: in the case, else in a base event; else the case. */
  pathOfField(name: string, casePath: string): string {
    const written = [...this.#places.keys()].filter((path) => path.endsWith(`.${name}`));
    return [`${casePath}.`, "base.", "bases."].flatMap((start) => written.filter((path) => path.startsWith(start)))[0] ?? casePath;
  }

  fault(code: Code, path: string, message: string, hint?: string, at: "key" | "value" = "value"): void {
    this.#add(diagnose(this, { code, path, message, hint, at }));
  }

  warn(code: Code, path: string, message: string, hint?: string): void {
    this.#add(diagnose(this, { code, path, message, hint, at: "key", severity: "warning" }));
  }

  /** What a file says for all its cases is read for each of them, and its faults are told once. */
  #add(problem: Diagnostic): void {
    const twin = this.problems.some(
      ({ code, message, span }) => code === problem.code && message === problem.message && span?.start === problem.span?.start,
    );
    if (!twin) this.problems.push(problem);
  }

  /** Reports the keys that are not known. @param what of what: «a case» */
  keys(value: JsonObject, path: string, known: readonly string[], what: string): void {
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      const hint = didYouMean(key, known) ?? `${what} takes ${known.join(", ")}`;
      this.fault("T1302", joinPath(path, key), `${what} has no key \`${key}\``, hint, "key");
    }
  }

  text(value: Json | undefined, path: string): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value === "string" && value.trim() !== "") return value;
    this.wrongType(path, "text", value);
    return undefined;
  }

  wholeNumber(value: Json | undefined, path: string, least: number): number | undefined {
    if (value === undefined) return undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= least) return value;
    this.wrongType(path, `a whole number from ${least}`, value);
    return undefined;
  }

  object(value: Json | undefined, path: string): JsonObject | undefined {
    if (value === undefined) return undefined;
    if (isJsonObject(value)) return value;
    this.wrongType(path, "an object", value);
    return undefined;
  }

  list(value: Json | undefined, path: string): readonly Json[] | undefined {
    if (value === undefined) return undefined;
    if (Array.isArray(value)) return value;
    this.wrongType(path, "a list", value);
    return undefined;
  }

  wrongType(path: string, wanted: string, value: Json): void {
    this.fault("T1304", path, `\`${nameOf(path)}\` must be ${wanted}, not ${kindOf(value)}`);
  }
}

/** A value as people wrote it, on one line. */
export const written = (value: Json | undefined): string => (typeof value === "string" ? value : JSON.stringify(value ?? null));

/** The last part of a path, with the key before it where it is a place in a list. */
function nameOf(path: string): string {
  const parts = path.split(".");
  const last = parts.at(-1) ?? "";
  return /^\d+$/.test(last) && parts.length > 1 ? `${parts.at(-2)}.${last}` : last;
}

function kindOf(value: Json): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? (value.trim() === "" ? "empty text" : `the text \`${value}\``) : `\`${String(value)}\``;
}
