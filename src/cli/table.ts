import type { CommandSpec } from "./command.ts";
import { configCommand } from "./commands/config.ts";
import { explainCommand } from "./commands/explain.ts";
import { formatsCommand } from "./commands/formats.ts";
import { queryCommand } from "./commands/query.ts";
import { rulesListCommand } from "./commands/rules-list.ts";
import { rulesShowCommand } from "./commands/rules-show.ts";
import { rulesValidateCommand } from "./commands/rules-validate.ts";
import { scanCommand } from "./commands/scan.ts";
import { testCommand } from "./commands/test.ts";

/** Every command, in the order `--help` shows them. */
export const COMMANDS: readonly CommandSpec[] = [
  scanCommand,
  queryCommand,
  explainCommand,
  rulesValidateCommand,
  rulesListCommand,
  rulesShowCommand,
  testCommand,
  formatsCommand,
  configCommand,
];

/** Words that only hold other commands. */
export const GROUPS = [{ name: "rules", summary: "check and browse rules" }] as const;
