/** What a pattern says by its syntax and hardly by intention. */
export interface Suspicion {
  /** Where in the pattern. */
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

/** Signs that Lucene's regular expressions give a meaning that others do not have. */
const SIGNS: Readonly<Record<string, readonly [meaning: string, hint: string]>> = {
  "@": ["stands for any text", "write `\\@` for the character, `.*` for any text"],
  "&": ["joins two expressions that both have to fit the whole", "write `\\&` for the character"],
  "~": ["stands for everything that the next part does not fit", "write `\\~` for the character"],
  "#": ["fits nothing", "write `\\#` for the character"],
};

/** The first oddity of a LIKE or RLIKE pattern; undefined: there is none. */
export const suspicionOf = (op: "like" | "rlike", pattern: string): Suspicion | undefined =>
  op === "like" ? likeSuspicion(pattern) : rlikeSuspicion(pattern);

function likeSuspicion(pattern: string): Suspicion | undefined {
  if (/[*?]/.test(pattern) || !/^%|%$/.test(pattern)) return undefined;
  return { offset: pattern.indexOf("%"), message: "`%` is a character in LIKE, no wildcard", hint: "the wildcards are `*` and `?`" };
}

function rlikeSuspicion(pattern: string): Suspicion | undefined {
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at] as string;
    if (sign === "\\") at++;
    else if (inClass) inClass = sign !== "]";
    else if (sign === "[") inClass = true;
    else {
      const found = signSuspicion(pattern, at);
      if (found) return { offset: at, ...found };
    }
  }
  return undefined;
}

function signSuspicion(pattern: string, at: number): Omit<Suspicion, "offset"> | undefined {
  const sign = pattern[at] as string;
  const meaning = SIGNS[sign];
  if (meaning) return { message: `\`${sign}\` in RLIKE ${meaning[0]}`, hint: meaning[1] };
  const before = at === 0 ? "" : (pattern[at - 1] as string);
  const begins = at === 0 || ((before === "(" || before === "|") && pattern[at - 2] !== "\\");
  if (begins && "*+?".includes(sign)) {
    return { message: `\`${sign}\` in RLIKE repeats nothing here, so that it is the character`, hint: quantifierHint(pattern, at) };
  }
  if (sign === "|" && before === "|") return { message: "`||` in RLIKE: the second `|` is the character", hint: "write one `|`" };
  const isAnchor = (sign === "^" && at === 0) || (sign === "$" && at === pattern.length - 1);
  if (isAnchor) return { message: `\`${sign}\` in RLIKE is a character: a pattern always fits the whole text`, hint: "leave it out" };
  return undefined;
}

const quantifierHint = (pattern: string, at: number): string =>
  pattern[at] === "?" && "(" === pattern[at - 1]
    ? "there are no flags and no groups without capture: leave them out, and compare `TO_LOWER(…)` to ignore case"
    : "write `.*` for any text, or a backslash before the character";
