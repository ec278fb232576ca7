/** Flow brackets open at once, or block indicators on one line, past which a text is no rule but an attack on the parser. */
const MAX_DEPTH = 200;
/** Merge keys (`<<`) of a file. */
const MAX_MERGES = 100;
/** Blank lines that follow each other. */
const MAX_BLANK_LINES = 1000;

/**
 * Why a text is not given to the YAML parser, which takes its nesting recursively and its merge keys and runs of blank
 * lines in square time; undefined where it may have it. Brackets in quotes and block texts are counted too: rules do not come near the bounds.
 */
export function yamlBoundFault(text: string): { readonly message: string; readonly offset: number } | undefined {
  let open = 0;
  let indicators = 0;
  let merges = 0;
  let blankLines = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "\n") {
      indicators = 0;
      blankLines++;
    } else if (!isBlank(char)) blankLines = 0;
    if (char === "[" || char === "{") open++;
    else if (char === "]" || char === "}") open = Math.max(0, open - 1);
    else if ((char === "-" || char === "?" || char === ":") && isBlank(text[i + 1])) indicators++;
    else if (char === "<" && text[i + 1] === "<") merges++;
    if (open > MAX_DEPTH || indicators > MAX_DEPTH) return { message: `the YAML is nested deeper than ${MAX_DEPTH}`, offset: i };
    if (blankLines > MAX_BLANK_LINES) return { message: `the YAML has more than ${MAX_BLANK_LINES} blank lines in a row`, offset: i };
    if (merges > MAX_MERGES) return { message: `the YAML has more than ${MAX_MERGES} merge keys`, offset: i };
  }
  return undefined;
}

const isBlank = (char: string | undefined): boolean =>
  char === undefined || char === " " || char === "\t" || char === "\n" || char === "\r";
