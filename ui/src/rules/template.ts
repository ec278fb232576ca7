import type { RuleText } from "../../../src/server/wire/rules.ts";

/** What a new rule begins as. */
export const NEW_RULE: RuleText = {
  format: "toml",
  source: `[metadata]
creation_date = "${new Date().toISOString().slice(0, 10).replaceAll("-", "/")}"
maturity = "production"

[rule]
rule_id = "${crypto.randomUUID()}"
name = "A new rule"
description = "What it detects, and why that matters."
type = "eql"
language = "eql"
index = ["logs-endpoint.events.process-*"]
severity = "medium"
risk_score = 47
from = "now-9m"
query = '''
process where event.type == "start" and process.name : "example"
'''
`,
};
