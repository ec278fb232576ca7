/** The tags and attributes that pages of ours are made of; nothing that runs, loads or submits. */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  "lang",
  "charset",
  "http-equiv",
  "content",
  "name",
  "class",
  "id",
  "href",
  "rel",
  "title",
  "datetime",
  "open",
  "start",
  "scope",
  "role",
  "tabindex",
  "type",
  "checked",
  "aria-label",
  "aria-labelledby",
  "aria-hidden",
  "viewbox",
  "preserveaspectratio",
  "x",
  "y",
  "x1",
  "x2",
  "y1",
  "y2",
  "cx",
  "cy",
  "r",
  "width",
  "height",
  "points",
  "text-anchor",
]);
const TAGS: ReadonlySet<string> = new Set([
  "html",
  "head",
  "meta",
  "title",
  "style",
  "body",
  "header",
  "main",
  "nav",
  "section",
  "article",
  "div",
  "span",
  "p",
  "a",
  "b",
  "em",
  "strong",
  "small",
  "code",
  "pre",
  "br",
  "hr",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "ul",
  "ol",
  "li",
  "dl",
  "dt",
  "dd",
  "blockquote",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "details",
  "summary",
  "time",
  "label",
  "input",
  "fieldset",
  "legend",
  "svg",
  "g",
  "line",
  "rect",
  "circle",
  "polygon",
  "text",
]);
const VOID: ReadonlySet<string> = new Set(["meta", "br", "hr", "input"]);

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z0-9-]+(?:="[^"<>]*")?)*)\s*(\/?)>/g;
const ATTRIBUTE = /([a-zA-Z0-9-]+)(?:="([^"]*)")?/g;

/** What is wrong with markup of ours: unknown tags or attributes, tags that do not nest, a `<` that is no tag, links of other kinds. */
export function markupFaults(markup: string): readonly string[] {
  const page = markup.replace(/^<!doctype html>/i, "").replace(/<style>[^<]*<\/style>/, "");
  const faults: string[] = [];
  const open: string[] = [];
  const text = page.replace(TAG, (whole, slash: string, tag: string, attributes: string, selfClosing: string) => {
    if (!TAGS.has(tag)) faults.push(`tag ${whole.slice(0, 80)}`);
    if (slash !== "") {
      if (open.pop() !== tag) faults.push(`${whole} closes what is not open`);
    } else if (selfClosing === "" && !VOID.has(tag)) open.push(tag);
    for (const [, name = "", value = ""] of attributes.matchAll(ATTRIBUTE)) {
      if (!ATTRIBUTES.has(name.toLowerCase())) faults.push(`attribute ${name} of ${whole.slice(0, 80)}`);
      if (name === "href" && !/^(?:https?:\/\/|mailto:|#)/.test(value)) faults.push(`address ${value}`);
    }
    return "";
  });
  if (/[<>]/.test(text)) faults.push(`a bracket outside tags: ${text.slice(Math.max(0, text.search(/[<>]/) - 40)).slice(0, 120)}`);
  if (open.length > 0) faults.push(`never closed: ${open.join(", ")}`);
  return faults;
}
