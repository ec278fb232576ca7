import { SEVERITIES } from "../../severity.ts";

/** Hosts that can be chosen; those with the worst alerts. */
export const FILTERED_HOSTS = 12;

const SEVERITY_RULES = SEVERITIES.map((severity) => `body:has(#show-${severity}:not(:checked)) .group.${severity} { display: none; }`);
const HOST_RULES = Array.from({ length: FILTERED_HOSTS }, (_, i) => `body:has(#only-h${i}:checked) .alert:not(.h${i}) { display: none; }`);

/** Filters without a script; on the screen only, so that paper always has everything. */
export const FILTER = `
.filter { display: flex; flex-wrap: wrap; gap: 0.3rem 2.2rem; margin: 0.7rem 0 0; font-size: 0.875rem; }
.filter fieldset { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; margin: 0; padding: 0; border: 0; min-width: 0; }
.filter legend { float: left; margin-right: 1rem; padding: 0; color: var(--dim); }
.filter label { display: inline-flex; gap: 0.3rem; align-items: baseline; cursor: pointer; }
.filter input { accent-color: var(--ink); margin: 0; align-self: center; }
@media screen {
${[...SEVERITY_RULES, ...HOST_RULES].join("\n")}
}
`;
