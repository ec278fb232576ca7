import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { inert } from "./format.ts";

/** Markdown of a rule. Raw HTML in it is shown as text, and only links to the web are links. */
export function Guide({ markdown }: { readonly markdown: string }) {
  return (
    <div className="guide">
      <Markdown
        remarkPlugins={[remarkGfm]}
        components={{
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noopener noreferrer">
              {children}
            </a>
          ),
          img: ({ alt }) => <span className="dim">{alt}</span>,
        }}
      >
        {inert(markdown)}
      </Markdown>
    </div>
  );
}
