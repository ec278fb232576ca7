/** On paper: everything unfolded, black on white, the guide of a rule once, addresses written out. */
export const PRINT = `
@page { margin: 16mm 15mm 18mm; }
@media print {
  :root { --ground: #fff; --raised: #fff; }
  html { font-size: 10pt; }
  body { font-size: 9pt; line-height: 1.42; }
  .matrix { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .figures { grid-template-columns: repeat(4, auto); }
  nav, .skip, .filter { display: none; }
  .banner { padding: 0 0 1.2rem; }
  .frame { display: block; padding: 0; max-width: none; }
  main { border-top: 1pt solid var(--line-strong); }
  section { padding: 1rem 0; }
  h2, h3, h4, h5, h6, summary, .newday { break-after: avoid; }
  #attack, #hosts, #alerts { break-before: page; }
  .brief, .technique, .chronicle li, tr, .process, .facts > div { break-inside: avoid; }
  details::details-content { content-visibility: visible; display: block; height: auto; block-size: auto; }
  summary { list-style: none; }
  .entity .meta, .links { break-after: avoid; break-before: avoid; }
  .alert { border-width: 0 0 0 3pt; border-radius: 0; padding-left: 0.2rem; margin-bottom: 1.1rem; }
  .again { display: none; }
  .paper { display: block; color: var(--dim); }
  .chronicle .what { white-space: pre-wrap; }
  .json { max-height: none; overflow: visible; font-size: 6.5pt; line-height: 1.4; columns: 2; column-gap: 1.5rem; }
  pre, .command, .what, .happened, .fields td, .fields th { font-size: 7.5pt; }
  .scroll { overflow: visible; }
  .timeline { min-width: 0; }
  .lines { min-width: 0; font-size: 7.5pt; }
  a { color: inherit; }
  .note-text a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; color: var(--dim); overflow-wrap: anywhere; }
}
`;
