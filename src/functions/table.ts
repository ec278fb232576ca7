import { add } from "./add.ts";
import { between } from "./between.ts";
import { cidrMatch } from "./cidr-match.ts";
import { concat } from "./concat.ts";
import { divide } from "./divide.ts";
import { endsWith } from "./ends-with.ts";
import { indexOf } from "./index-of.ts";
import { length } from "./length.ts";
import { modulo } from "./modulo.ts";
import { multiply } from "./multiply.ts";
import { number } from "./number.ts";
import type { QueryFunction } from "./query-function.ts";
import { startsWith } from "./starts-with.ts";
import { string } from "./string.ts";
import { stringContains } from "./string-contains.ts";
import { substring } from "./substring.ts";
import { subtract } from "./subtract.ts";

export type { Example, Parameter, QueryFunction, Value } from "./query-function.ts";

const ALL: readonly QueryFunction[] = [
  add,
  between,
  cidrMatch,
  concat,
  divide,
  endsWith,
  indexOf,
  length,
  modulo,
  multiply,
  number,
  startsWith,
  string,
  stringContains,
  substring,
  subtract,
];

/** Every function of queries, by its name in lower case: names are not case-sensitive. */
export const FUNCTIONS: ReadonlyMap<string, QueryFunction> = new Map(ALL.map((entry) => [entry.name.toLowerCase(), entry]));
