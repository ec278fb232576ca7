const NUMBER_MARK = "\u0001";
const PRE_RELEASE_MARK = "\u0002";
const RELEASE_MARK = "\u0003";
/** Behind every version, and in front of no version's characters, so that no text has a version's key. */
const INVALID_MARK = "\u0004";
/** More digits than this in one number make a version invalid. */
const MAX_DIGITS = 127;

/**
 * A version as a string whose code-point order is the order of Elasticsearch's `version` field: Semantic Versioning's
 * precedence with any number of numeric parts, numbers by value, a pre-release before its release, build metadata
 * last, and texts that are no version after all versions, in code-point order.
 */
export function versionKey(text: string): string {
  const plus = text.indexOf("+");
  const core = plus === -1 ? text : text.slice(0, plus);
  const build = plus === -1 ? "" : text.slice(plus);
  const dash = core.indexOf("-");
  const main = mainKey(dash === -1 ? core : core.slice(0, dash));
  if (main === undefined || (plus !== -1 && !areIdentifiers(build.slice(1)))) return INVALID_MARK + text;
  if (dash === -1) return main + RELEASE_MARK + build;
  const preRelease = core.slice(dash + 1);
  if (!areIdentifiers(preRelease)) return INVALID_MARK + text;
  return main + PRE_RELEASE_MARK + preRelease.split(".").map(identifierKey).join(".") + build;
}

function mainKey(main: string): string | undefined {
  const parts = main.split(".");
  const valid = parts.every((part) => isNumber(part) && (part.length === 1 || part[0] !== "0"));
  return valid ? parts.map(numberKey).join(".") : undefined;
}

const identifierKey = (identifier: string): string => (isNumber(identifier) ? numberKey(identifier) : identifier);

/** The count of digits stands before them, so that longer numbers sort behind. */
const numberKey = (digits: string): string => NUMBER_MARK + String.fromCharCode(0x80 + digits.length) + digits;

const isNumber = (part: string): boolean => part.length > 0 && part.length <= MAX_DIGITS && everyUnit(part, isDigit);
const areIdentifiers = (text: string): boolean => text.split(".").every((part) => part.length > 0 && everyUnit(part, isIdentifierUnit));

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
const isIdentifierUnit = (unit: number): boolean => isDigit(unit) || isLetter(unit) || unit === 0x2d;

function everyUnit(text: string, test: (unit: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (!test(text.charCodeAt(i))) return false;
  return true;
}
