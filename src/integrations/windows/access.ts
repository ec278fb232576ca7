import type { WindowsDocument } from "./document.ts";
import { ACCESS_MASK, ACCESS_RIGHTS } from "./access-rights.ts";
import { dataText, numberOf, wordsIn } from "./values.ts";

/** Rights that were asked for: the list's codes and the mask's bits, and what they are called. */
export function setAccessNames({ event }: WindowsDocument): void {
  const { data } = event;
  const list = dataText(data, "AccessList");
  if (list !== undefined) {
    const codes = wordsIn(list).map((code) => (code.startsWith("%%") ? code.slice(2) : code));
    data.set("AccessList", codes);
    data.set(
      "AccessListDescription",
      codes.map((code) => ACCESS_RIGHTS[code] ?? code),
    );
  }
  const mask = dataText(data, "AccessMask");
  const bits = numberOf(mask);
  if (mask === undefined) return;
  data.set("AccessMask", [mask]);
  const names = bits === undefined ? [] : ACCESS_MASK.filter(([bit]) => Math.floor(bits / bit) % 2 === 1).map(([, name]) => name);
  if (names.length > 0) data.set("AccessMaskDescription", names);
}
