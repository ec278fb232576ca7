import type { XmlAttribute, XmlElement } from "./element.ts";

/** Elements inside one another: deeper ones are no event. */
const MAX_DEPTH = 256;

export type XmlResult =
  | { readonly element: XmlElement /** Where the element ended. */; readonly end: number }
  /** `at`: where in the text; `cutOff`: the text ended inside the element. */
  | { readonly fault: string; readonly at: number; readonly cutOff: boolean };

/**
 * Reads one element of XML 1.0 from `from` on, after white space, declarations and comments. Entities are the five of
 * XML and character references; a document type is passed over and never followed. Takes time linear in the text.
 */
export function parseXml(text: string, from = 0): XmlResult {
  const state: State = { text, at: from, fault: undefined };
  if (!skipProlog(state)) return fail(state, "no element was found");
  const element = readElement(state);
  return element ? { element, end: state.at } : fail(state, "the element is broken");
}

interface State {
  readonly text: string;
  at: number;
  fault: string | undefined;
}

/** An element that is still open. */
interface Open {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: (XmlElement | string)[];
}

const fail = (state: State, fault: string): XmlResult => ({
  fault: state.fault ?? fault,
  at: Math.min(state.at, state.text.length),
  cutOff: state.at >= state.text.length,
});

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xfeff;

function skipBlank(state: State): void {
  while (isBlank(state.text.charCodeAt(state.at))) state.at++;
}

/** Goes to the `<` of the first element. */
function skipProlog(state: State): boolean {
  for (;;) {
    skipBlank(state);
    if (!state.text.startsWith("<", state.at)) return false;
    const next = state.text[state.at + 1];
    if (next !== "?" && next !== "!") return true;
    if (!skipMarkup(state)) return false;
  }
}

/** Passes over a comment, a processing instruction or a document type. */
function skipMarkup(state: State): boolean {
  const { text, at } = state;
  const close = text.startsWith("<!--", at) ? "-->" : text[at + 1] === "?" ? "?>" : ">";
  return goBehind(state, close);
}

function goBehind(state: State, mark: string): boolean {
  const end = state.text.indexOf(mark, state.at);
  state.at = end === -1 ? state.text.length : end + mark.length;
  return end !== -1;
}

/** Without recursion, so that depth costs no stack. */
function readElement(state: State): XmlElement | undefined {
  const open: Open[] = [];
  for (;;) {
    const begun = readStart(state);
    if (!begun) return undefined;
    if (!begun.closed) open.push(begun.element);
    let done: XmlElement | undefined = begun.closed ? begun.element : undefined;
    for (;;) {
      const parent = open.at(-1);
      if (done) {
        if (!parent) return done;
        parent.children.push(done);
      }
      if (!parent) return undefined;
      const next = readContent(state, parent);
      if (next === undefined) return undefined;
      if (next === "start") break;
      open.pop();
      done = parent;
    }
    if (open.length > MAX_DEPTH) return broken(state, `more than ${MAX_DEPTH} elements stand inside one another`);
  }
}

function broken(state: State, fault: string): undefined {
  state.fault ??= fault;
  return undefined;
}

/** Reads `<name a="b" …>` or `…/>`. */
function readStart(state: State): { readonly element: Open; readonly closed: boolean } | undefined {
  state.at++;
  const name = readName(state);
  if (name === "") return broken(state, "a name is missing");
  const attributes: XmlAttribute[] = [];
  for (;;) {
    skipBlank(state);
    const { text, at } = state;
    if (text[at] === ">" || text.startsWith("/>", at)) {
      const closed = text[at] === "/";
      state.at = at + (closed ? 2 : 1);
      return { element: { name, attributes, children: [] }, closed };
    }
    if (!readAttribute(state, attributes)) return undefined;
  }
}

function readAttribute(state: State, attributes: XmlAttribute[]): boolean {
  const from = state.at;
  const name = readName(state);
  skipBlank(state);
  if (name === "" || state.text[state.at] !== "=") return broken(state, "an attribute is broken") ?? false;
  state.at++;
  skipBlank(state);
  const quote = state.text[state.at];
  if (quote !== '"' && quote !== "'") return broken(state, "the value of an attribute is not quoted") ?? false;
  const end = state.text.indexOf(quote, state.at + 1);
  if (end === -1) {
    state.at = state.text.length;
    return broken(state, "the value of an attribute does not end") ?? false;
  }
  const value = decodeEntities(state.text.slice(state.at + 1, end));
  state.at = end + 1;
  if (name !== "xmlns" && !state.text.startsWith("xmlns:", from)) attributes.push({ name, value });
  return true;
}

/** The name without its prefix; empty where there is none. */
function readName(state: State): string {
  const from = state.at;
  let start = from;
  for (; state.at < state.text.length; state.at++) {
    const code = state.text.charCodeAt(state.at);
    if (isBlank(code) || code === 0x3d || code === 0x3e || code === 0x2f || code === 0x3c || code === 0x22 || code === 0x27) break;
    if (code === 0x3a) start = state.at + 1;
  }
  return state.text.slice(start, state.at);
}

/** Reads text and markup up to the next start tag («start») or the end of the element («end»). */
function readContent(state: State, parent: Open): "start" | "end" | undefined {
  for (;;) {
    const { text, at } = state;
    const found = text.indexOf("<", at);
    const next = found === -1 ? text.length : found;
    if (next > at) addText(parent, decodeEntities(text.slice(at, next)));
    state.at = next;
    if (found === -1) return broken(state, "the element does not end");
    const mark = text[next + 1];
    if (mark === "/") return readEnd(state, parent);
    if (mark !== "!" && mark !== "?") return "start";
    if (!skipSection(state, parent)) return broken(state, "a comment or section does not end");
  }
}

function skipSection(state: State, parent: Open): boolean {
  const { text, at } = state;
  if (!text.startsWith("<![CDATA[", at)) return skipMarkup(state);
  if (!goBehind(state, "]]>")) return false;
  addText(parent, text.slice(at + "<![CDATA[".length, state.at - "]]>".length));
  return true;
}

function addText({ children }: Open, text: string): void {
  const last = children.length - 1;
  if (typeof children[last] === "string") children[last] += text;
  else if (text !== "") children.push(text);
}

function readEnd(state: State, parent: Open): "end" | undefined {
  state.at += 2;
  const name = readName(state);
  skipBlank(state);
  if (state.text[state.at] !== ">") return broken(state, "an end tag is broken");
  if (name !== parent.name) return broken(state, `\`${parent.name}\` is closed as \`${name}\``);
  state.at++;
  return "end";
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Longest entity that is looked for: `&#1114111;`. */
const MAX_ENTITY = 12;

/** Replaces the entities of XML and character references; what is no such thing stays as it stands. */
export function decodeEntities(text: string): string {
  let at = text.indexOf("&");
  if (at === -1) return text;
  let result = "";
  let from = 0;
  for (; at !== -1; at = text.indexOf("&", at + 1)) {
    const end = text.slice(at, at + MAX_ENTITY).indexOf(";");
    const value = end === -1 ? undefined : entityValue(text.slice(at + 1, at + end));
    if (value === undefined) continue;
    result += text.slice(from, at) + value;
    from = at + end + 1;
  }
  return result + text.slice(from);
}

function entityValue(name: string): string | undefined {
  if (!name.startsWith("#")) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
  const hex = name[1] === "x" || name[1] === "X";
  const digits = name.slice(hex ? 2 : 1);
  const code = Number(hex ? `0x${digits}` : digits);
  const isNumber = digits.trim() !== "" && Number.isInteger(code) && code >= 0 && code <= 0x10ffff;
  return isNumber ? String.fromCodePoint(code) : undefined;
}
