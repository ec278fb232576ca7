import { type Diagnostic, diagnosticAt, diagnostic, didYouMean } from "../../diagnostics/index.ts";
import type { LowerEnv } from "../../languages/language.ts";
import type { ExceptOp } from "../../plan/rule-plan.ts";
import type { Rule } from "../model.ts";
import type { ValueLists } from "../value-lists/model.ts";
import { type LoweredItem, lowerItem } from "./lower.ts";
import type { ExceptionItem, ExceptionList } from "./model.ts";

export interface RuleExceptions {
  /** In the order of the rule's `exceptions_list`, then of the lists; within a list in file order. */
  readonly except: readonly ExceptOp[];
  /** An item with an error is not among `except`; the rule runs without it. Rules that share a list share the objects. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The exception items that a rule is bound to, by naming their list in `exceptions_list` or by being named in the
 * list's `ruleIds`, as tests of one event. Lists made for Elastic Defend are like any other. A list that the rule names
 * and that is not given is told (`info`, T1120).
 */
export function exceptionsFor(rule: Rule, lists: readonly ExceptionList[], valueLists: ValueLists, env: LowerEnv): RuleExceptions {
  const diagnostics: Diagnostic[] = [];
  const bound = new Set<ExceptionList>();
  namedLists(rule).forEach((named, index) => {
    const list = lists.find(({ id }) => id === named.list_id) ?? lists.find(({ savedId }) => savedId !== undefined && savedId === named.id);
    if (list) bound.add(list);
    else diagnostics.push(notGiven(rule, named.list_id, index));
  });
  for (const list of lists) if (list.ruleIds.includes(rule.id)) bound.add(list);
  const lowered = [...bound].flatMap((list) => list.items.map((item) => lowerOnce(item, list, valueLists, env)));
  return {
    except: lowered.flatMap(({ op }) => op ?? []),
    diagnostics: [...diagnostics, ...lowered.flatMap((each) => each.diagnostics)],
  };
}

/** A warning for each rule that a list names by `ruleIds` and that is not among the loaded ones: the id may be misspelt. */
export function strayRuleIds(lists: readonly ExceptionList[], loaded: readonly Rule[]): readonly Diagnostic[] {
  const ids = new Set(loaded.map(({ id }) => id));
  return lists.flatMap(({ id: list, ruleIds }) =>
    ruleIds
      .filter((id) => !ids.has(id))
      .map((id) => {
        const hint = didYouMean(id, ids) ?? "the ids of the loaded rules stand in `tocsin rules list --output json`";
        return diagnostic("T1128", `the exception list \`${list}\` names the rule \`${id}\`, which is not loaded`, {
          severity: "warning",
          hint,
        });
      }),
  );
}

/** What a rule names, as its schema has it. */
interface NamedList {
  readonly list_id: string;
  readonly id: string;
}

function namedLists({ params }: Rule): readonly NamedList[] {
  return (params["exceptions_list"] ?? []) as unknown as readonly NamedList[];
}

function notGiven(rule: Rule, listId: string, index: number): Diagnostic {
  const message = `the exception list \`${listId}\` was not given; the rule runs without it`;
  const details = { severity: "info", hint: "give the file that holds it with --exceptions" } as const;
  const at = rule.spanOf(`rule.exceptions_list.${index}.list_id`);
  return at
    ? diagnosticAt(rule.source, at, "T1120", message, details)
    : diagnostic("T1120", message, { ...details, file: rule.source.name });
}

interface Lowering {
  readonly valueLists: ValueLists;
  readonly env: LowerEnv;
  readonly result: LoweredItem;
}

/** Many rules may name one list. */
const lowerings = new WeakMap<ExceptionItem, Lowering>();

function lowerOnce(item: ExceptionItem, list: ExceptionList, valueLists: ValueLists, env: LowerEnv): LoweredItem {
  const known = lowerings.get(item);
  if (known && known.valueLists === valueLists && known.env.fields === env.fields && known.env.strict === env.strict) return known.result;
  const result = lowerItem(item, list, valueLists, env);
  lowerings.set(item, { valueLists, env, result });
  return result;
}
