/** The page as a whole: type, the banner, the contents beside the text. */
export const FRAME = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1.5rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 400 0.9375rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; font-variant-numeric: tabular-nums; }
code, pre, .data, .what, .happened, .command, .fields td, .clock { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", Menlo, monospace; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.18em; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--raised); padding: 0.5rem 1rem; z-index: 2; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.dim, .meta, .lead, .sub, small { color: var(--dim); }
.banner { max-width: 84rem; margin: 0 auto; padding: 3.25rem 2.5rem 2.25rem; }
.brand { margin: 0 0 1.1rem; font-size: 0.75rem; letter-spacing: 0.22em; text-transform: uppercase; color: var(--brand); font-weight: 600; }
h1 { margin: 0; font-size: clamp(1.9rem, 1.3rem + 2.4vw, 3rem); line-height: 1.1; letter-spacing: -0.022em; font-weight: 640; text-wrap: balance; overflow-wrap: anywhere; }
.sub { margin: 0.9rem 0 0; }
.from { display: block; font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", Menlo, monospace; font-size: 0.8125rem; overflow-wrap: anywhere; }
.frame { max-width: 84rem; margin: 0 auto; padding: 0 2.5rem 5rem; display: grid; grid-template-columns: 11.5rem minmax(0, 1fr); gap: 3.5rem; }
nav { border-top: 1px solid var(--line-strong); }
nav ol { position: sticky; top: 0; list-style: none; margin: 0; padding: 1.4rem 0; font-size: 0.875rem; }
nav a { display: flex; justify-content: space-between; gap: 0.75rem; padding: 0.28rem 0; color: var(--soft); text-decoration: none; }
nav a:hover { color: var(--ink); text-decoration: underline; }
.n { color: var(--dim); }
main { min-width: 0; border-top: 1px solid var(--line-strong); }
section { padding: 1.4rem 0 2.4rem; }
section + section { border-top: 1px solid var(--line); }
h2 { margin: 0 0 0.3rem; font-size: 1.375rem; line-height: 1.25; letter-spacing: -0.014em; font-weight: 640; }
h3 { margin: 2rem 0 0.6rem; font-size: 1rem; font-weight: 640; }
h5, h6 { margin: 1.4rem 0 0.45rem; font-size: 0.75rem; letter-spacing: 0.06em; text-transform: uppercase; color: var(--dim); font-weight: 600; }
p { margin: 0.5rem 0; }
.lead { margin-top: 0; }
.note { padding: 0.65rem 0.9rem; background: var(--sunken); border-left: 3px solid var(--line-strong); color: var(--soft); }
details > summary { cursor: pointer; }
.scroll { overflow-x: auto; }
.paper { display: none; }
@media (max-width: 60rem) {
  .banner { padding: 2rem 1.1rem 1.4rem; }
  .frame { grid-template-columns: minmax(0, 1fr); padding: 0 1.1rem 3rem; gap: 0; }
  nav ol { position: static; display: flex; flex-wrap: wrap; gap: 0 1.1rem; padding: 0.8rem 0; }
}
`;
