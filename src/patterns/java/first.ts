import type { CodeTest, JavaNode } from "./ast.ts";

/** What a match can begin with: one of the tests holds; `empty`: or it takes no character. */
interface First {
  readonly tests: readonly CodeTest[];
  readonly empty: boolean;
}

const ASCII = 128;

/** Whether a match can begin with a code point; undefined where it can begin with any. */
export function firstTest(root: JavaNode): CodeTest | undefined {
  const first = firstOf(root);
  if (!first || first.empty) return undefined;
  const { tests } = first;
  const ascii = Uint8Array.from({ length: ASCII }, (_, code) => (tests.some((test) => test(code)) ? 1 : 0));
  return (code) => (code < ASCII ? ascii[code] === 1 : tests.some((test) => test(code)));
}

/** Undefined: anything. */
function firstOf(node: JavaNode): First | undefined {
  switch (node.kind) {
    case "set":
      return { tests: [node.test], empty: false };
    case "sequence":
      return firstOfSequence(node.items);
    case "choice":
      return firstOfChoice(node.items);
    case "repeat": {
      const item = firstOf(node.item);
      return item && { tests: item.tests, empty: item.empty || node.min === 0 };
    }
    case "capture":
    case "atomic":
      return firstOf(node.item);
    case "look":
    case "assert":
      return { tests: [], empty: true };
    case "backReference":
      return undefined;
  }
}

function firstOfSequence(items: readonly JavaNode[]): First | undefined {
  const tests: CodeTest[] = [];
  for (const item of items) {
    const first = firstOf(item);
    if (!first) return undefined;
    tests.push(...first.tests);
    if (!first.empty) return { tests, empty: false };
  }
  return { tests, empty: true };
}

function firstOfChoice(items: readonly JavaNode[]): First | undefined {
  const firsts = items.map(firstOf);
  if (firsts.includes(undefined)) return undefined;
  const known = firsts as readonly First[];
  return { tests: known.flatMap(({ tests }) => tests), empty: known.some(({ empty }) => empty) };
}
