import { z } from "zod";
import { nonBlank, text } from "./values.ts";

const FRAMEWORKS: readonly string[] = ["MITRE ATT&CK", "MITRE ATLAS"];

const subtechnique = z.strictObject({ id: nonBlank, name: nonBlank, reference: text });
const technique = z.strictObject({ id: nonBlank, name: nonBlank, reference: text, subtechnique: z.array(subtechnique).optional() });
const tactic = z.strictObject({ id: nonBlank, name: nonBlank, reference: text });

/** `[[rule.threat]]`: one tactic and its techniques. Kibana takes any framework's name; the rule repository two. */
export const threat = z.strictObject({
  framework: z.string().refine((name) => FRAMEWORKS.includes(name), {
    error: `be ${FRAMEWORKS.map((name) => `\`${name}\``).join(" or ")}`,
    params: { severity: "warning" },
  }),
  tactic,
  technique: z.array(technique).optional(),
});

/** `[[rule.threat_mappings]]`: the same for other versions of a framework. */
export const threatMapping = z.strictObject({
  framework: nonBlank,
  version: z.union([z.string(), z.number()], { error: "be text or a number" }),
  threat: z.array(threat),
});
