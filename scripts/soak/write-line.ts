import type { Json, JsonObject } from "../../src/event/json.ts";
import type { Random } from "./random.ts";

/**
 * The event as a line of JSON: mostly as JSON.stringify has it, now and then with blanks, escapes, other notations of
 * numbers, or a key that comes twice. What it says is what JSON.parse makes of it.
 */
export function writeLine(event: JsonObject, random: Random): string {
  return random.oneIn(4) ? write(event, random) : JSON.stringify(event);
}

function write(value: Json, random: Random): string {
  const blank = (): string => (random.oneIn(12) ? random.pick([" ", "  ", "\t", "\r"]) : "");
  const listed = (items: readonly string[]): string => items.map((item) => blank() + item + blank()).join(",");
  if (typeof value === "string") return writeText(value, random, 6);
  if (typeof value === "number") return writeNumber(value, random);
  if (value === null || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${listed(value.map((member) => write(member, random)))}]`;
  const members = Object.entries(value).map(([key, inner]) => `${writeText(key, random, 200)}${blank()}:${blank()}${write(inner, random)}`);
  const [first] = members;
  if (first !== undefined && random.oneIn(30)) members.push(first);
  return `{${listed(members)}}`;
}

/** One in `odds` texts has escapes where none need be. */
function writeText(text: string, random: Random, odds: number): string {
  const plain = JSON.stringify(text);
  if (!random.oneIn(odds)) return plain;
  const unit = (each: string): string => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `"${Array.from({ length: text.length }, (_, i) => text.charAt(i))
    .map((each) => (each === "/" ? "\\/" : random.oneIn(2) || /["\\]|\p{Cc}|\p{Cs}/u.test(each) ? unit(each) : each))
    .join("")}"`;
}

function writeNumber(value: number, random: Random): string {
  if (Object.is(value, -0)) return "-0";
  return random.pick([JSON.stringify(value), JSON.stringify(value), value.toExponential(), value.toExponential().replace("e", "E")]);
}
