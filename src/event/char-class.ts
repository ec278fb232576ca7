/** What word breaking asks of a character; `extend` belongs to the character before it, `single` is a token alone. */
export type CharClass = "other" | "letter" | "digit" | "katakana" | "join" | "single" | "extend" | "midLetter" | "midDigit" | "midBoth";

const CLASSES: readonly CharClass[] = [
  "other",
  "letter",
  "digit",
  "katakana",
  "join",
  "single",
  "extend",
  "midLetter",
  "midDigit",
  "midBoth",
];

/** Code points past this one (planes 3 and up but for rare Han) are taken as Han, tags as `extend`. */
const TABLE_END = 0x20000;

/** The punctuation of UAX #29, WordBreakProperty. */
const MID: ReadonlyMap<number, CharClass> = new Map<number, CharClass>([
  ...points(":\u00b7\u0387\u055f\u05f4\u2027\ufe13\ufe55\uff1a", "midLetter"),
  ...points(",;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b", "midDigit"),
  ...points(".'\u2018\u2019\u2024\ufe52\uff07\uff0e", "midBoth"),
]);

/** First match decides; each is asked of one code point, once, when the table is built. */
const PROPERTIES: readonly (readonly [RegExp, CharClass])[] = [
  [/\u200b/u, "other"],
  [/[\p{M}\p{Cf}]/u, "extend"],
  [/\p{Nd}/u, "digit"],
  [/\p{Pc}/u, "join"],
  [/[\p{sc=Katakana}\u3031-\u3035\u309b\u309c\u30a0\u30fc\uff70]/u, "katakana"],
  [/[\p{sc=Han}\p{sc=Hiragana}]/u, "single"],
  [/\p{Emoji_Presentation}/u, "single"],
  [/\p{Alphabetic}/u, "letter"],
];

let table: Uint8Array | undefined;

/** The class of a code point. The table of all of them is built on the first call with one past ASCII. */
export function classOf(point: number): CharClass {
  if (point < 0x80) return CLASSES[ASCII[point] as number] as CharClass;
  if (point >= TABLE_END) return point < 0xe0000 ? "single" : "extend";
  table ??= build(TABLE_END);
  return CLASSES[table[point] as number] as CharClass;
}

const ASCII = build(0x80);

function build(end: number): Uint8Array {
  const classes = new Uint8Array(end);
  for (let point = 0; point < end; point++) classes[point] = CLASSES.indexOf(lookUp(point));
  return classes;
}

function lookUp(point: number): CharClass {
  const mid = MID.get(point);
  if (mid) return mid;
  const character = String.fromCodePoint(point);
  return PROPERTIES.find(([property]) => property.test(character))?.[1] ?? "other";
}

function points(characters: string, cls: CharClass): [number, CharClass][] {
  return Array.from(characters, (character) => [character.codePointAt(0) as number, cls]);
}
