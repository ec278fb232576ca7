import { existsSync } from "node:fs";
import { RULE_EXTENSIONS } from "../../rules/read/table.ts";

const SUFFIX = ".test.yaml";

export const isCaseFile = (path: string): boolean => path.endsWith(SUFFIX);

/** The rule file beside a case file: the same name with the extension of a rule format, if there is one. */
export function ruleFileBeside(caseFile: string): string | undefined {
  const stem = caseFile.slice(0, -SUFFIX.length);
  return [...RULE_EXTENSIONS].map((extension) => stem + extension).find((path) => existsSync(path));
}

/** Where the cases of a rule file stand. */
export const caseFileBeside = (ruleFile: string): string => ruleFile.replace(/\.[^./\\]+$/, "") + SUFFIX;
