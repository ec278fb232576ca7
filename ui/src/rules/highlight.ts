import { HighlightStyle, StreamLanguage, type StreamParser, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

interface State {
  /** The quotes that end the text the parser is in, and the key it belongs to. */
  readonly quotes: { end: string; key: string };
}

const KEYWORDS =
  /^(?:and|or|not|in|like|regex|where|sequence|sample|by|with|maxspan|until|any|true|false|null|from|eval|stats|keep|drop|sort|limit|is|rlike|rename|dissect|grok|mv_expand)\b/i;

/** Rule files by their look: keys, tables, texts; the query in its quotes by the words of the query languages. */
const parser: StreamParser<State> = {
  name: "rule",
  startState: () => ({ quotes: { end: "", key: "" } }),
  copyState: ({ quotes }) => ({ quotes: { ...quotes } }),
  token(stream, { quotes }) {
    if (quotes.end !== "") return quotes.key === "query" ? inQuery(stream, quotes) : inText(stream, quotes);
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return "comment";
    if (stream.sol() && stream.match(/^\[\[?[\w.]+\]\]?/)) return "heading";
    const opened = stream.match(/^(?:'''|""")/) as RegExpMatchArray | null;
    if (opened) {
      quotes.end = opened[0];
      return "string";
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"/) || stream.match(/^'[^']*'/)) return "string";
    const key = stream.match(/^[\w-]+(?=\s*[=:])/) as RegExpMatchArray | null;
    if (key) {
      quotes.key = key[0];
      return "propertyName";
    }
    if (stream.match(/^(?:true|false)\b/)) return "bool";
    if (stream.match(/^-?\d[\d_.:TZ-]*/)) return "number";
    stream.next();
    return null;
  },
};

function inText(stream: Parameters<StreamParser<State>["token"]>[0], quotes: State["quotes"]): string {
  if (stream.skipTo(quotes.end)) {
    stream.match(quotes.end);
    quotes.end = "";
  } else stream.skipToEnd();
  return "string";
}

function inQuery(stream: Parameters<StreamParser<State>["token"]>[0], quotes: State["quotes"]): string | null {
  if (stream.match(quotes.end)) {
    quotes.end = "";
    return "string";
  }
  if (stream.match(/^\/\/.*/)) return "comment";
  if (stream.match(/^"(?:[^"\\]|\\.)*"/)) return "string";
  if (stream.match(KEYWORDS)) return "keyword";
  if (stream.match(/^[a-z_][\w]*~?(?=\()/i)) return "variableName.function";
  if (stream.match(/^[a-z_@?][\w.@]*/i)) return "propertyName";
  if (stream.match(/^\d+(?:\.\d+)?/)) return "number";
  if (stream.match(/^(?:==|!=|<=|>=|[<>:|+*/%-])/)) return "operator";
  stream.next();
  return null;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.comment, color: "var(--dim)", fontStyle: "italic" },
  { tag: tags.heading, color: "var(--brand)", fontWeight: "600" },
  { tag: tags.string, color: "var(--text-string)" },
  { tag: tags.keyword, color: "var(--critical)" },
  { tag: [tags.bool, tags.number], color: "var(--high)" },
  { tag: tags.propertyName, color: "var(--link)" },
  { tag: tags.function(tags.variableName), color: "var(--brand)" },
]);

export const ruleLanguage = [StreamLanguage.define(parser), syntaxHighlighting(COLOURS)];
