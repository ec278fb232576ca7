import type { Rule } from "../rules/model.ts";

/** Which of the loaded rules to run. Within a list any entry fits; all lists must fit; an empty list fits all. */
export interface RuleSelection {
  /** Ids or names, `*` as wildcard, in any case. */
  readonly rule?: readonly string[];
  readonly severity?: readonly string[];
  readonly tag?: readonly string[];
  readonly type?: readonly string[];
  /** Deprecated, development and disabled rules too. Default false. */
  readonly includeInactive?: boolean;
}

export interface SelectedRules {
  readonly rules: readonly Rule[];
  /** Rules left out because they are deprecated, in development or disabled, though the selection names them. */
  readonly inactive: readonly Rule[];
}

export function selectRules(rules: readonly Rule[], selection: RuleSelection): SelectedRules {
  const fitting = rules.filter((rule) => fits(rule, selection));
  const runs = (rule: Rule): boolean => rule.state === "active" || selection.includeInactive === true;
  return { rules: fitting.filter(runs), inactive: fitting.filter((rule) => !runs(rule)) };
}

function fits(rule: Rule, { rule: names = [], severity = [], tag = [], type = [] }: RuleSelection): boolean {
  return (
    anyFits(names, (pattern) => matchesName(pattern, rule.id) || matchesName(pattern, rule.name)) &&
    anyFits(severity, (s) => s === rule.severity) &&
    anyFits(tag, (pattern) => rule.tags.some((t) => matchesName(pattern, t))) &&
    anyFits(type, (t) => t === rule.type)
  );
}

const anyFits = (list: readonly string[], fit: (entry: string) => boolean): boolean => list.length === 0 || list.some(fit);

/** A name equals a pattern of the user's with `*` for any text, whatever the case. */
export function matchesName(pattern: string, name: string): boolean {
  const parts = pattern.toLowerCase().split("*");
  const text = name.toLowerCase();
  const [first = ""] = parts;
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return from <= text.length - last.length;
}
