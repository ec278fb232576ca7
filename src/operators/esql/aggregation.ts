import { comparatorOf } from "../../functions/esql/order.ts";
import type { EsqlCallContext, PreparedAggregate } from "../../functions/esql/function.ts";
import { ESQL_AGGREGATES } from "../../functions/esql/table.ts";
import { type EsqlScalar, type EsqlValue, isMulti } from "../../functions/esql/value.ts";
import { argumentOf, contextOf } from "../../matcher/esql/call.ts";
import type { Evaluate } from "../../matcher/esql/scope.ts";
import type { EsqlAggregateCall, EsqlAggregation, EsqlAssignment } from "../../plan/esql.ts";
import { compileOver, type EsqlContext } from "./context.ts";
import { emptyLayout, type Layout, type Slot, slotOf, withColumn } from "./layout.ts";
import { copyState } from "./copy-state.ts";
import { type Group, Groups, keyTuples } from "./groups.ts";
import type { Row } from "./row.ts";

/** The aggregates and keys of a STATS or INLINE STATS, ready to run: groups can be filled, merged and finished apart. */
export interface Aggregation {
  /** The columns of its results: the aggregates as written, then the keys. */
  readonly layout: Layout;
  create(): Groups;
  /** Takes a row into its groups. */
  add(groups: Groups, row: Row): void;
  /** Adds what `later`, of rows that came after, has; `later` stays as it is. */
  merge(groups: Groups, later: Groups): void;
  /** The keys of the groups that a row belongs to. */
  keysOf(row: Row): readonly (readonly (EsqlScalar | null)[])[];
  /** The states of a group before any row. */
  initial(): unknown[];
  /** Takes a row into the states of one group. */
  addRow(states: unknown[], row: Row): void;
  /** Adds states of rows that came after; `later` stays as it is. */
  mergeStates(states: unknown[], later: readonly unknown[]): void;
  /** The groups of a row that there are. */
  groupsOf(groups: Groups, row: Row): readonly Group[];
  /** The results, in order of the keys, nulls last. */
  rows(groups: Groups): Iterable<Row>;
  /** The values of the aggregates (without the keys) of one group. */
  resultsOf(group: Group): readonly EsqlValue[];
}

interface Call {
  readonly prepared: PreparedAggregate;
  readonly context: EsqlCallContext;
  readonly args: readonly Evaluate<Row>[];
  /** The arguments' values of the row at hand. */
  readonly values: EsqlValue[];
  readonly where: Evaluate<Row> | undefined;
}

/** @param before the columns that aggregates and keys read */
export function compileAggregation(
  aggregates: readonly EsqlAggregation[],
  keys: readonly EsqlAssignment[],
  before: Layout,
  context: EsqlContext,
): Aggregation {
  const described = aggregates.flatMap(({ calls }) => calls);
  const calls = described.map((call) => compileCall(call, before, context));
  const readKeys = keys.map(({ value }) => compileOver(value, before, context));
  const finish = compileFinish(aggregates, described, keys, context);
  const keyValues: EsqlValue[] = keys.map(() => null);
  const initial = (): unknown[] => calls.map(({ prepared }) => prepared.init());
  /** Reads a row's keys; whether each has one value at the most. */
  const readTuple = (row: Row): boolean => {
    let single = true;
    for (let i = 0; i < readKeys.length; i++) {
      const value = (readKeys[i] as Evaluate<Row>)(row);
      keyValues[i] = value;
      if (typeof value === "object" && isMulti(value)) single = false;
    }
    return single;
  };
  const tuple = keyValues as readonly (EsqlScalar | null)[];
  const keysOf = (row: Row): readonly (readonly (EsqlScalar | null)[])[] => (readTuple(row) ? [tuple] : keyTuples(keyValues));
  const addRow = (states: unknown[], row: Row): void => {
    for (let i = 0; i < calls.length; i++) addTo(states, i, calls[i] as Call, row);
  };
  const mergeStates = (states: unknown[], later: readonly unknown[]): void =>
    calls.forEach(({ prepared }, i) => (states[i] = prepared.merge(states[i], later[i])));
  const addToGroup = (group: Group | undefined, row: Row): void => {
    if (!group) return;
    addRow(group.states, row);
    group.results = undefined;
  };
  const findOrCreate = (groups: Groups, keysOfGroup: readonly (EsqlScalar | null)[]): Group | undefined => {
    if (groups.size < context.limits.groups) return groups.get(keysOfGroup);
    const known = groups.find(keysOfGroup);
    if (!known) context.counts.groups++;
    return known;
  };
  return {
    layout: finish.layout,
    keysOf,
    initial,
    create: () => new Groups(keys.length, initial),
    groupsOf: (groups, row) => keysOf(row).flatMap((each) => groups.find(each) ?? []),
    addRow,
    mergeStates,
    add: (groups, row) => {
      if (readTuple(row)) {
        addToGroup(findOrCreate(groups, tuple), row);
      } else {
        for (const each of keyTuples(keyValues)) addToGroup(findOrCreate(groups, each), row);
      }
    },
    merge: (groups, later) => {
      for (const { keys: of, states } of later) {
        const known = groups.find(of);
        if (known) {
          mergeStates(known.states, states);
          known.results = undefined;
        } else groups.set({ keys: of, states: states.map(copyState) });
      }
    },
    rows: (groups) => finish.rows(groups, calls),
    resultsOf: (group) => finish.resultsOf(group, calls),
  };
}

function addTo(states: unknown[], place: number, { prepared, context, args, values, where }: Call, row: Row): void {
  if (where && where(row) !== true) return;
  for (let i = 0; i < args.length; i++) values[i] = (args[i] as Evaluate<Row>)(row);
  states[place] = prepared.add(states[place], values, context);
}

function compileCall(call: EsqlAggregateCall, layout: Layout, context: EsqlContext): Call {
  const definition = ESQL_AGGREGATES.get(call.name);
  const prepared = definition?.prepare(call.args.map(argumentOf));
  if (!prepared || "fault" in prepared)
    throw new Error(`the plan's aggregate \`${call.name}\` is faulty: ${prepared?.fault ?? "there is none"}`);
  const expression = { kind: "call", ...call } as const;
  return {
    prepared,
    context: contextOf(expression, context.run),
    args: call.args.map((arg) => compileOver(arg, layout, context)),
    values: [],
    where: call.where && compileOver(call.where, layout, context),
  };
}

interface Finish {
  readonly layout: Layout;
  rows(groups: Groups, calls: readonly Call[]): Iterable<Row>;
  resultsOf(group: Group, calls: readonly Call[]): readonly EsqlValue[];
}

/** Results are worked out over a row of the calls' results and the keys, to which the aggregates are added. */
function compileFinish(
  aggregates: readonly EsqlAggregation[],
  calls: readonly EsqlAggregateCall[],
  keys: readonly EsqlAssignment[],
  context: EsqlContext,
): Finish {
  let inner = emptyLayout();
  const add = (name: string, type: Slot["type"]): Slot => {
    const [layout, slot] = withColumn(inner, name, type);
    inner = layout;
    return slot;
  };
  const callSlots = calls.map(({ id, type }) => add(id, type));
  const keySlots = keys.map(({ name, value }) => add(name, value.type));
  const read = inner;
  const columns = new Map<string, Slot>();
  const outputs = aggregates.map(({ name, value }) => {
    const slot: Slot = { index: inner.segment.width++, type: value.type };
    columns.set(name, slot);
    return { slot, value: compileOver(value, read, context) };
  });
  for (const { name } of keys) {
    columns.delete(name);
    columns.set(name, slotOf(read, name));
  }
  const rowOf = (group: Group, prepared: readonly Call[]): Row => {
    const { keys: tuple, states } = group;
    const row: Row = { values: Array<EsqlValue>(inner.segment.width).fill(null), source: undefined };
    group.results ??= prepared.map((call, i) => call.prepared.finish(states[i], call.context));
    group.results.forEach((result, i) => (row.values[callSlots[i]?.index ?? 0] = result));
    tuple.forEach((key, i) => (row.values[keySlots[i]?.index ?? 0] = key));
    for (const { slot, value } of outputs) row.values[slot.index] = value(row);
    return row;
  };
  const compare = compareKeys(keys);
  return {
    layout: { ...inner, columns },
    *rows(groups, prepared) {
      for (const group of [...groups].sort(compare)) yield rowOf(group, prepared);
    },
    resultsOf: (group, prepared) => {
      const row = rowOf(group, prepared);
      return outputs.map(({ slot }) => row.values[slot.index] ?? null);
    },
  };
}

function compareKeys(keys: readonly EsqlAssignment[]): (a: Group, b: Group) => number {
  const orders = keys.map(({ value }) => comparatorOf(value.type));
  return (a, b) => {
    for (let i = 0; i < orders.length; i++) {
      const [left = null, right = null] = [a.keys[i], b.keys[i]];
      const order = left === null || right === null ? Number(left === null) - Number(right === null) : (orders[i]?.(left, right) ?? 0);
      if (order !== 0) return order;
    }
    return 0;
  };
}
