import { readBlocks } from "../../../rules/guide-text.ts";
import { html, type Html } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";
import { MARK_END, MARK_START } from "./markdown-inline.ts";
import { textOf } from "./rule-text.ts";

/** An investigation guide as part of the page; its Osquery and search blocks become their label, and the query where there is one. */
export function renderNote(note: string, heading = 5): Html {
  const { blocks } = readBlocks(note);
  let text = "";
  let from = 0;
  blocks.forEach(({ at }, i) => {
    text += `${note.slice(from, at.start)}${MARK_START}${i}${MARK_END}`;
    from = at.end;
  });
  const marked = (index: number): Html | undefined => {
    const block = blocks[index];
    if (!block) return undefined;
    const kind = block.plugin === "osquery" ? "Osquery" : "Search";
    const query = textOf(block.value["query"]);
    return html`<span class="plugin"><span class="kind">${kind}</span> ${textOf(block.value["label"])}${query !== "" && html`<code class="command">${query}</code>`}</span>`;
  };
  return renderMarkdown(text + note.slice(from), { heading, marked });
}
