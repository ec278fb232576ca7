import { didYouMean } from "../../diagnostics/index.ts";
import { INTEGRATION_NAMES, INTEGRATIONS } from "../../integrations/table.ts";
import type { Integration } from "../../integrations/integration.ts";
import type { Format } from "./format.ts";
import { FORMAT_NAMES, FORMATS } from "./formats.ts";
import type { ProblemLog } from "./problems.ts";

/** What a name given as `--format` stands for. */
export interface FormatChoice {
  /** Undefined: told by content. */
  readonly format: Format | undefined;
  readonly integration: Integration | undefined;
}

/** Undefined where nothing has this name. */
export function chooseFormat(name: string): FormatChoice | undefined {
  const format = FORMATS.find((candidate) => candidate.name === name);
  const integration = INTEGRATIONS.find((candidate) => candidate.name === name);
  return format || integration || name === "auto" ? { format, integration } : undefined;
}

export function reportUnknownFormat(name: string, problems: ProblemLog): void {
  const known = [...new Set([...FORMAT_NAMES, ...INTEGRATION_NAMES])];
  const hint = didYouMean(name, known) ?? `known formats: auto, ${known.join(", ")}`;
  problems.report("T7016", "error", () => ({ message: `there is no input format \`${name}\``, hint }));
}
