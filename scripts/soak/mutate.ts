import type { Random } from "./random.ts";

/** What inputs are made of: whole texts to start from, and pieces that mean something in their language. */
export interface Material {
  readonly seeds: readonly string[];
  readonly pieces: readonly string[];
}

/** Now and then a piece is repeated this often: what is quadratic or deeply recursive shows. */
const MANY = 20_000;

const ODD_CHARACTERS = [
  "\0",
  "\t",
  "\n",
  "\r\n",
  " ",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "\ud800",
  "\udc00",
  "İ",
  "ß",
  "é",
  "e\u0301",
  "😀",
  "\u202e",
  "\\",
  '"',
  "'",
  "`",
  "*",
  "?",
  "/",
];

/** The n-th input of a run: a seed with a few changes, or pieces in a row. */
export function makeInput(random: Random, material: Material): string {
  if (random.oneIn(6)) return pieces(random, material, random.below(30));
  let text = random.pick(material.seeds);
  for (let changes = random.below(6); changes > 0; changes--) text = random.pick(CHANGES)(text, random, material);
  return text;
}

type Change = (text: string, random: Random, material: Material) => string;

const insert = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at);
const place = (text: string, random: Random): number => random.below(text.length + 1);
const stretch = (text: string, random: Random): readonly [number, number] => {
  const start = place(text, random);
  return [start, Math.min(text.length, start + random.below(random.oneIn(3) ? 200 : 12))];
};

const CHANGES: readonly Change[] = [
  (text, random, { pieces: words }) => insert(text, place(text, random), random.pick(words)),
  (text, random, { pieces: words }) => insert(text, place(text, random), ` ${random.pick(words)} `),
  (text, random) => insert(text, place(text, random), random.pick(ODD_CHARACTERS)),
  (text, random) => insert(text, place(text, random), String.fromCharCode(random.below(random.oneIn(2) ? 128 : 65_536))),
  (text, random) => {
    const [start, end] = stretch(text, random);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const [start, end] = stretch(text, random);
    return insert(text, place(text, random), text.slice(start, end));
  },
  (text, random, { seeds }) => text.slice(0, place(text, random)) + random.pick(seeds).slice(random.below(100)),
  (text, random) => text.slice(0, place(text, random)),
  (text, random, { pieces: words }) => {
    const piece = random.oneIn(2) ? random.pick(words) : random.pick(ODD_CHARACTERS);
    return insert(text, place(text, random), piece.repeat(random.oneIn(20) ? MANY : random.below(300)));
  },
  (text, random) => {
    const [open, close] = random.pick(["()", "[]", "{}", '""', "''"]);
    const depth = random.oneIn(10) ? MANY : random.below(300);
    const [start, end] = stretch(text, random);
    return text.slice(0, start) + `${open}`.repeat(depth) + text.slice(start, end) + `${close}`.repeat(depth) + text.slice(end);
  },
];

function pieces(random: Random, { pieces: words }: Material, count: number): string {
  return Array.from({ length: count }, () => random.pick(words)).join(random.oneIn(4) ? "" : " ");
}
