/** Summary, timeline, ATT&CK, hosts and users. */
export const SECTIONS = `
.headline { margin: 0.4rem 0 1.3rem; font-size: clamp(1.35rem, 1.1rem + 1.2vw, 1.9rem); line-height: 1.25; letter-spacing: -0.016em; font-weight: 560; text-wrap: balance; }
.bar { display: block; width: 100%; height: 0.75rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.6rem; list-style: none; margin: 0.55rem 0 0; padding: 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1.2rem 2rem; margin: 2rem 0 0; }
.figures dt { font-size: 0.8125rem; color: var(--dim); }
.figures dd { margin: 0.1rem 0 0; font-size: 1.0625rem; font-weight: 560; }
.figures small { display: block; font-size: 0.8125rem; font-weight: 400; }
table { border-collapse: collapse; width: 100%; }
.list th, .list td { padding: 0.42rem 0.75rem 0.42rem 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: anywhere; }
.list thead th { font-size: 0.75rem; color: var(--dim); }
.list td.number { width: 5rem; }
.list .number { white-space: nowrap; }
.time { white-space: nowrap; color: var(--soft); }
.lines { font-size: 0.8125rem; min-width: 56rem; }
.what { font-size: 0.8125rem; color: var(--soft); overflow-wrap: anywhere; }
.counts { white-space: nowrap; }
.count + .count { margin-left: 0.6rem; }
.timeline { display: block; width: 100%; min-width: 40rem; height: auto; margin: 0.8rem 0 1rem; font-size: 11.5px; }
.timeline text { fill: var(--soft); font-family: inherit; }
.timeline .lane-label { font-size: 12.5px; fill: var(--ink); }
.timeline .tick-label, .timeline .gap { fill: var(--dim); font-size: 11px; }
.timeline .gap { font-size: 10px; }
.timeline .day { font-size: 11px; font-weight: 600; }
.timeline .many { font-size: 10.5px; fill: var(--soft); }
.timeline .lane, .timeline .tick { stroke: var(--line); stroke-width: 1; }
.timeline .axis { stroke: var(--line-strong); stroke-width: 1.5; }
.chronicle { list-style: none; margin: 0; padding: 0; }
.chronicle li { display: grid; grid-template-columns: 4.6rem 1rem minmax(0, 1fr) auto; gap: 0 0.6rem; align-items: baseline; padding: 0.32rem 0; border-bottom: 1px solid var(--line); }
.chronicle .newday { display: block; padding-top: 0.9rem; font-size: 0.8125rem; font-weight: 600; color: var(--soft); }
.chronicle .clock { font-size: 0.8125rem; color: var(--dim); }
.chronicle .who { color: var(--dim); font-size: 0.8125rem; overflow-wrap: anywhere; text-align: right; }
.chronicle .what { grid-column: 3 / -1; overflow: hidden; text-overflow: ellipsis; white-space: pre; color: var(--dim); }
.chronicle a, .links a, .list a { text-decoration: none; color: var(--ink); font-weight: 520; }
.chronicle a:hover, .links a:hover, .list a:hover { text-decoration: underline; }
.matrix { list-style: none; margin: 1rem 0 0.8rem; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(10.75rem, 1fr)); gap: 1.4rem 1rem; }
.tactic h3 { margin: 0; padding-top: 0.5rem; border-top: 3px solid var(--ink); font-size: 0.9375rem; line-height: 1.3; }
.tactic > .ref { margin: 0.1rem 0 0.6rem; }
.ref { font-size: 0.75rem; color: var(--dim); white-space: nowrap; }
.ref a { color: inherit; }
.tactic ul { list-style: none; margin: 0; padding: 0; }
.technique { background: var(--sunken); border-left: 3px solid var(--tone); padding: 0.5rem 0.65rem; margin-bottom: 0.4rem; border-radius: 3px; font-size: 0.8125rem; line-height: 1.4; }
.technique .name { font-weight: 560; }
.technique ul { margin-top: 0.35rem; padding-top: 0.35rem; border-top: 1px solid var(--line); clear: both; }
.hits { float: right; margin-left: 0.5rem; font-weight: 640; }
.entity { padding: 0.9rem 0; border-bottom: 1px solid var(--line); }
.entity:last-of-type { border-bottom: 0; padding-bottom: 0; }
.entity h3 { display: inline; margin: 0 0.7rem 0 0; font-size: 1.0625rem; overflow-wrap: anywhere; }
.entity .meta { margin: 0.15rem 0 0.5rem; font-size: 0.8125rem; }
.links { list-style: none; margin: 0 0 0.4rem; padding: 0; display: flex; flex-wrap: wrap; gap: 0.1rem 1.3rem; font-size: 0.875rem; }
@media (max-width: 40rem) {
  .chronicle li { grid-template-columns: 4.6rem 1rem minmax(0, 1fr); }
  .chronicle .who { grid-column: 3; text-align: left; }
  .chronicle .what { grid-column: 3; }
  .list .time { font-size: 0.75rem; }
  .list td.number { width: 3.2rem; white-space: normal; }
  .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.2rem; }
}
`;
