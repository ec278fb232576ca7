import { aggregate } from "./define.ts";
import type { EsqlAggregate, EsqlAggregateExample } from "./function.ts";
import { ANY } from "./type-sets.ts";

interface PresenceDefinition {
  readonly name: string;
  readonly summary: string;
  /** The answer where there is a value. */
  readonly present: boolean;
  readonly examples: readonly EsqlAggregateExample[];
}

/** PRESENT and ABSENT. */
export const presence = ({ name, summary, present, examples }: PresenceDefinition): EsqlAggregate =>
  aggregate<boolean>({
    name,
    summary,
    params: [{ name: "field", types: [...ANY, "null"] }],
    result: "boolean",
    prepare: () => ({
      init: () => false,
      add: (state, [value = null]) => state || value !== null,
      merge: (earlier, later) => earlier || later,
      finish: (state) => state === present,
    }),
    examples,
  });
