import type { EsqlCommandKind } from "../../../plan/esql.ts";
import type { CompileCommand } from "../context.ts";
import { dissect } from "./dissect.ts";
import { enrich } from "./enrich.ts";
import { evaluate } from "./eval.ts";
import { grok } from "./grok.ts";
import { inlineStats } from "./inline-stats.ts";
import { limit } from "./limit.ts";
import { lookupJoin } from "./lookup-join.ts";
import { mvExpand } from "./mv-expand.ts";
import { drop, keep, rename } from "./project.ts";
import { sort } from "./sort.ts";
import { stats } from "./stats.ts";
import { where } from "./where.ts";

/** Commands that a plan may have and that are not run. */
export type UnrunCommand = "changePoint";

type Table = { readonly [Kind in Exclude<EsqlCommandKind, UnrunCommand>]: CompileCommand<Kind> };

/** How each command of a pipeline is made ready. */
export const COMMANDS: Table = {
  where,
  eval: evaluate,
  keep,
  drop,
  rename,
  stats,
  inlineStats,
  sort,
  limit,
  mvExpand,
  dissect,
  grok,
  enrich,
  lookupJoin,
};
