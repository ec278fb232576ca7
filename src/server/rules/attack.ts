import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import type { RuleNoise } from "../../store/alert-search.ts";
import type { Service } from "../service.ts";
import type { AttackCell, AttackMatrix, RuleRow } from "../wire/rules.ts";
import { ruleRows } from "./rows.ts";

interface Cell {
  readonly id: string;
  readonly name: string;
  readonly rules: RuleRow[];
}

/** The matrix as the running rules' own `threat` blocks have it. */
export function attackMatrix(service: Service): AttackMatrix {
  const running = service.catalog.rules.filter(({ rule }) => rule.state === "active");
  const rows = ruleRows(running, service);
  const noise = service.alerts.noise(Date.now());
  const tactics = new Map<string, { readonly name: string; readonly cells: Map<string, Cell> }>();
  running.forEach(({ rule }, i) => {
    for (const block of objects(rule.params["threat"])) {
      const tactic = block["tactic"];
      if (!isJsonObject(tactic)) continue;
      const id = String(tactic["id"]);
      const known = tactics.get(id) ?? { name: String(tactic["name"]), cells: new Map<string, Cell>() };
      tactics.set(id, known);
      for (const technique of techniquesOf(block)) note(known.cells, technique, rows[i] as RuleRow);
    }
  });
  return {
    tactics: [...tactics]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { name, cells }]) => ({
        id,
        name,
        techniques: [...cells.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((cell) => told(cell, noise)),
      })),
  };
}

function note(cells: Map<string, Cell>, { id, name }: JsonObject, row: RuleRow): void {
  const key = String(id);
  const cell = cells.get(key) ?? { id: key, name: String(name), rules: [] };
  if (!cell.rules.includes(row)) cell.rules.push(row);
  cells.set(key, cell);
}

const told = ({ id, name, rules }: Cell, noise: ReadonlyMap<string, RuleNoise>): AttackCell => ({
  id,
  name,
  rules: rules.length,
  ready: rules.filter(({ health }) => health === "running").length,
  alerts: rules.reduce((sum, rule) => sum + (noise.get(rule.id)?.hits ?? 0), 0),
  ruleIds: rules.map((rule) => rule.id),
});

function* techniquesOf(block: JsonObject): Generator<JsonObject> {
  for (const technique of objects(block["technique"])) {
    yield technique;
    yield* objects(technique["subtechnique"]);
  }
}

const objects = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
