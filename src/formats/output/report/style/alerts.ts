/** Alerts, whole. */
export const ALERTS = `
.group > h3 { margin: 1.6rem 0 0.5rem; text-transform: capitalize; font-size: 1.0625rem; }
.alert { border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 4px; margin: 0 0 0.55rem; background: var(--raised); }
.alert > summary { display: flex; flex-wrap: wrap; gap: 0 0.55rem; padding: 0.6rem 1rem; list-style: none; align-items: baseline; }
.alert > summary::-webkit-details-marker { display: none; }
.alert > summary:hover h4 { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
.alert .no { min-width: 1.6rem; color: var(--dim); font-size: 0.8125rem; }
.alert h4 { flex: 1 1 14rem; margin: 0; font-size: 1rem; font-weight: 600; line-height: 1.4; overflow-wrap: anywhere; }
.alert summary .meta { font-size: 0.8125rem; overflow-wrap: anywhere; }
.alert[open] > summary { border-bottom: 1px solid var(--line); }
.body { padding: 0.4rem 1.25rem 1.1rem 1.25rem; scroll-margin-top: 4.5rem; }
.body:target { outline: 2px solid var(--tone); outline-offset: -1px; }
.happened { margin: 0.7rem 0; padding: 0.65rem 0.9rem; background: var(--tone-ground, var(--sunken)); border-radius: 3px; font-size: 0.8125rem; line-height: 1.5; overflow-wrap: anywhere; white-space: pre-wrap; }
.facts { margin: 0.8rem 0 0; }
.facts > div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: 1rem; padding: 0.18rem 0; }
.facts dt { color: var(--dim); font-size: 0.8125rem; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.data { font-size: 0.8125rem; overflow-wrap: anywhere; }
.plain { list-style: none; margin: 0; padding: 0; }
.hint { margin: -0.2rem 0 0.3rem; font-size: 0.75rem; color: var(--dim); }
.fields th { width: 30%; padding: 0.28rem 1rem 0.28rem 0; text-align: left; vertical-align: top; font-weight: 400; font-size: 0.8125rem; color: var(--dim); border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.fields td { padding: 0.28rem 0; font-size: 0.8125rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; white-space: pre-wrap; }
.fields .chosen th { color: var(--ink); font-weight: 560; }
.tree, .tree ul { list-style: none; margin: 0; padding: 0; }
.tree ul { margin-left: 0.45rem; padding-left: 1.15rem; border-left: 1px solid var(--line-strong); }
.tree ul > li { position: relative; }
.tree ul > li::before { content: ""; position: absolute; left: -1.15rem; top: 1rem; width: 0.8rem; border-top: 1px solid var(--line-strong); }
.tree ul > li:last-child::after { content: ""; position: absolute; left: calc(-1.15rem - 1px); top: calc(1rem + 1px); bottom: 0; width: 1px; background: var(--raised); }
.entity .tree ul > li:last-child::after { background: var(--ground); }
.process { display: inline-block; max-width: 100%; padding: 0.22rem 0; font-size: 0.875rem; }
.process-name { font-weight: 600; }
.process.current { padding: 0.22rem 0.6rem; background: var(--tone-ground, var(--sunken)); border-radius: 3px; }
.process .dim, .here, .other { font-size: 0.8125rem; }
.here, .other { margin-left: 0.4rem; }
.command { display: block; font-size: 0.75rem; line-height: 1.45; color: var(--soft); overflow-wrap: anywhere; white-space: pre-wrap; }
.sequence { margin: 0; padding-left: 1.4rem; }
.sequence > li { padding: 0.2rem 0 0.5rem; }
.sequence > li::marker { color: var(--dim); }
.more { border-top: 1px solid var(--line); margin-top: 0.8rem; padding-top: 0.55rem; }
.more + .more { margin-top: 0.55rem; }
.more > summary, section > details > summary, .entity > details > summary { font-size: 0.875rem; font-weight: 560; color: var(--soft); }
.more > summary:hover { color: var(--ink); }
pre { margin: 0.6rem 0; padding: 0.75rem 0.9rem; background: var(--sunken); border-radius: 3px; font-size: 0.75rem; line-height: 1.55; white-space: pre-wrap; overflow-wrap: anywhere; }
.json { max-height: 34rem; overflow: auto; }
.json b { font-weight: 560; color: var(--link); }
.note-text { max-width: 46rem; }
.note-text ul, .note-text ol, .more ul { padding-left: 1.3rem; margin: 0.4rem 0; }
.note-text li { margin: 0.2rem 0; }
.note-text li > p { margin: 0.2rem 0; }
.note-text h5, .note-text h6 { text-transform: none; letter-spacing: 0; color: var(--ink); }
.note-text h5 { font-size: 1rem; }
.note-text h6 { font-size: 0.875rem; margin-top: 1.1rem; }
.note-text blockquote { margin: 0.7rem 0; padding: 0.1rem 1rem; border-left: 3px solid var(--line-strong); color: var(--soft); }
.note-text :not(pre) > code:not(.command) { padding: 0.1em 0.32em; background: var(--sunken); border-radius: 3px; font-size: 0.86em; overflow-wrap: anywhere; }
.note-text th, .note-text td { padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--line); text-align: left; }
.plugin { display: block; margin: 0.35rem 0; padding: 0.4rem 0.7rem; background: var(--sunken); border-radius: 3px; }
.kind { font-size: 0.75rem; font-weight: 600; color: var(--brand); }
.more .web { display: flex; flex-wrap: wrap; gap: 0.15rem 1.4rem; list-style: none; padding: 0; font-size: 0.875rem; }
.question { margin: 0.8rem 0; }
.question p { margin: 0.2rem 0; }
@media (max-width: 40rem) {
  .facts > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .hint { margin: -0.2rem 0 0.3rem; font-size: 0.75rem; color: var(--dim); }
.fields th { width: 38%; }
  .body { padding: 0.3rem 0.8rem 0.9rem; }
  .alert > summary { padding: 0.55rem 0.8rem; }
}
`;
