import type { JsonObject } from "../../src/event/json.ts";

/** What a script that got to run would do: the page's root element tells. */
const RUN = "document.documentElement.dataset.ran=1";

/** Texts that try to become markup, script or style, to leave an attribute, or to hide. */
export const HOSTILE_TEXTS: readonly string[] = [
  `<script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `</style><script>${RUN}</script><style>`,
  `</title><script>${RUN}</script>`,
  `</textarea></pre></details><img src=x onerror="${RUN}">`,
  `"><img src=x onerror=${RUN}>`,
  `'><svg onload=${RUN}>`,
  `" onmouseover="${RUN}" autofocus onfocus="${RUN}`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg/onload=${RUN}>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<object data="data:text/html,<script>${RUN}</script>"></object>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">`,
  `<base href="javascript:${RUN}//">`,
  `<link rel=stylesheet href="data:text/css,*{display:none}">`,
  `<details open ontoggle=${RUN}>`,
  `<body onload=${RUN}>`,
  `<form action="javascript:${RUN}"><input autofocus onfocus=${RUN}>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<![CDATA[><script>${RUN}</script>]]>`,
  `<a href="javascript:${RUN}" id=first-link>x</a>`,
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  `\u0001javascript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `vbscript:${RUN}`,
  `[x](javascript:${RUN})`,
  `[x](<javascript:${RUN}>)`,
  `[x](java\nscript:${RUN})`,
  `![x](data:image/svg+xml,<svg/onload=${RUN}>)`,
  `[![x](x"onerror="${RUN})](https://example.com/"onmouseover="${RUN})`,
  `<javascript:${RUN}>`,
  `https://example.com/"onmouseover="${RUN}`,
  `\`\`\`<script>${RUN}</script>`,
  `!{osquery{"label":"<img src=x onerror=${RUN}>","query":"</code><script>${RUN}</script>"}}`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;img src=x onerror=${RUN}&#62;`,
  `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
  `\u0000<script>${RUN}</script>`,
  `<scr\u0000ipt>${RUN}</scr\u0000ipt>`,
  `\u202egnp.exe <img src=x onerror=${RUN}>`,
  `\ud800<script>${RUN}</script>`,
  `\uff1cscript\uff1e${RUN}\uff1c/script\uff1e`,
  `\${${RUN}} {{constructor.constructor('${RUN}')()}}`,
  `\u2028<script>${RUN}</script>\u2029`,
  `\u001b]8;;javascript:${RUN}\u0007link`,
];

/** An alert of a query rule with all texts; `event` is merged into the event's fields at top level. */
export function testAlert(event: JsonObject = {}, rule: JsonObject = {}, added: JsonObject = {}): JsonObject {
  const parameters: JsonObject = {
    name: "Test Rule",
    type: "eql",
    language: "eql",
    rule_id: "00000000-0000-4000-8000-000000000001",
    severity: "high",
    query: 'process where process.name == "x"',
    description: "A rule for tests.",
    note: "## Triage\n\n- Look at `process.name`.",
    references: ["https://example.com/about"],
    false_positives: ["Tests."],
    threat: [threat("TA0002", "Execution", "T1059", "Command and Scripting Interpreter")],
    ...rule,
  };
  const copied = Object.entries(parameters).map(([key, value]) => [`kibana.alert.rule.${key}`, value] as const);
  return {
    _id: "a1",
    _index: ".alerts-security.alerts-default",
    "@timestamp": "2024-05-14T10:05:00.000Z",
    host: { id: "h1", name: "host-1" },
    user: { name: "ada" },
    process: { pid: 20, entity_id: "e20", name: "x", command_line: "x --run", parent: { pid: 10, entity_id: "e10", name: "sh" } },
    ...event,
    "kibana.alert.severity": parameters["severity"] ?? "high",
    "kibana.alert.risk_score": 73,
    "kibana.alert.uuid": "a1",
    "kibana.alert.start": "2024-05-14T10:05:00.000Z",
    "kibana.alert.original_time": "2024-05-14T10:00:00.000Z",
    "kibana.alert.reason": "event created high alert Test Rule.",
    "kibana.alert.ancestors": [{ id: "e1", type: "event", index: "logs-test-default", depth: 0 }],
    ...Object.fromEntries(copied),
    "kibana.alert.rule.parameters": parameters,
    "tocsin.source": { file: "events.ndjson", line: 7 },
    ...added,
  };
}

export const threat = (tacticId: string, tactic: string, id: string, name: string, parts: JsonObject[] = []): JsonObject => ({
  framework: "MITRE ATT&CK",
  tactic: { id: tacticId, name: tactic, reference: "" },
  technique: [{ id, name, reference: "", ...(parts.length > 0 && { subtechnique: parts }) }],
});

/** An alert with one text in every place where a text can be: names, values, keys, rule texts, sources. */
export function hostileAlert(text: string): JsonObject {
  return testAlert(
    {
      host: { id: text, name: text },
      user: { name: text },
      event: { action: text, category: [text] },
      process: {
        pid: 1,
        entity_id: text,
        name: text,
        command_line: text,
        executable: text,
        parent: { name: text, command_line: text, pid: 2 },
      },
      url: { full: text },
      [text]: { [text]: [text, { [text]: text }] },
      message: text,
    },
    {
      name: text,
      rule_id: text,
      type: text,
      language: text,
      query: text,
      description: text,
      note: `${text}\n\n# ${text}\n\n- ${text}\n\n| ${text} |\n|---|\n| ${text} |\n\n> ${text}\n\n[${text}](${text}) **${text}**\n\n\`\`\`${text}\n${text}\n\`\`\`\n`,
      setup: text,
      references: [text],
      false_positives: [text],
      tags: [text],
      investigation_fields: { field_names: [text, "message"] },
      threat: [threat(text, text, text, text, [{ id: text, name: text }])],
    },
    {
      "kibana.alert.reason": text,
      "kibana.alert.uuid": text,
      "kibana.alert.risk_score": text,
      "kibana.alert.new_terms": [text],
      "kibana.alert.threshold_result": { count: text, terms: [{ field: text, value: text }], cardinality: [{ field: text, value: text }] },
      "kibana.alert.ancestors": [{ id: text, index: text, type: "event", depth: 0 }],
      "tocsin.source": { file: text, member: text, line: 1 },
      "tocsin.guide": {
        osquery: [{ label: text, query: text, missing: [text] }],
        investigate: [{ label: text, description: text, query: text, from: text, to: text, missing: [text] }],
        links: [
          { label: text, url: text },
          { label: text, url: `https://example.com/${text}` },
        ],
      },
    },
  );
}
