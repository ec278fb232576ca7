import { expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import { defaultFields, mappingFields } from "../../event/schema.ts";
import { printPredicate } from "../../plan/print.ts";
import type { LowerEnv } from "../language.ts";
import { lucene } from "./index.ts";

const builtIn: LowerEnv = { fields: defaultFields() };
const mapped: LowerEnv = {
  fields: mappingFields({ n: { type: "long" }, addr: { type: "ip" }, items: { type: "nested", properties: { a: { type: "keyword" } } } }),
};

function lower(text: string, env: LowerEnv): { readonly told: readonly string[]; readonly where: string | undefined } {
  const { plan, diagnostics } = lucene.lower(lucene.parse(createSource("query", text)), env);
  return {
    told: diagnostics.map((d) => `${d.severity} ${d.code}`),
    where: plan?.root.kind === "filter" ? printPredicate(plan.root.where) : undefined,
  };
}

// biome-ignore format: table
const CASES: readonly (readonly [string, LowerEnv, readonly string[], string | undefined])[] = [
  ["",                          builtIn, [],                "true"],
  [" \n",                       builtIn, [],                "false"],
  ["process.name:a AND NOT user.name:b", builtIn, [],       '(process.name == "a" and not user.name == "b")'],
  ["process.nmae:x",            builtIn, ["warning T6001"], 'process.nmae:unknown == "x"'],
  ["process.nmae:x",            { ...builtIn, strict: true }, ["error T6001"], undefined],
  ["m:x",                       mapped,  ["warning T6001"], "false"],
  ["n:x",                       mapped,  ["warning T6002"], "false"],
  ["n:[a TO 5]",                mapped,  ["warning T6002"], "false"],
  ["n:1*",                      mapped,  ["warning T6003"], "false"],
  ["addr:/10.*/",               mapped,  ["warning T6003"], "false"],
  ["items.a:x",                 mapped,  ["warning T6003"], "false"],
  ["process.name:/a(/",         builtIn, ["error T4009"],   undefined],
  ["/ab+/",                     builtIn, ["error T4101"],   undefined],
  ["fuzz~",                     builtIn, ["error T4101"],   undefined],
  ["[1 TO 5]",                  builtIn, ["error T4101"],   undefined],
  ["process.pid:(>5 AND <=9)",  builtIn, [],                "(process.pid:long > 5 and process.pid:long <= 9)"],
];

test.each(CASES)("%j", (text, env, told, where) => {
  expect(lower(text, env)).toEqual({ told, where });
});
