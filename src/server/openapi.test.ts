import { describe, expect, test } from "vitest";
import type { Method } from "./http/route.ts";
import { openApiDocument } from "./openapi.ts";
import { ROUTES } from "./routes.ts";

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly properties?: object } }>> };
}
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const { paths } = openApiDocument(ROUTES) as Document;
const routes = ROUTES.flatMap((family) => family.routes);
const listOf = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T]);

describe("the OpenAPI document", () => {
  test("has each method of each path of the routes, and no other", () => {
    const served = routes.flatMap(({ path, method }) =>
      listOf<string>(path).flatMap((each) => listOf<Method>(method).map((name) => `${name} ${each.replaceAll(/:(\w+)/g, "{$1}")}`)),
    );
    const told = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((name) => `${name.toUpperCase()} ${path}`),
    );
    expect(told.toSorted()).toEqual(served.toSorted());
  });

  test("names what stands in a path, and in the query string where the route says what", () => {
    expect(paths["/api/tocsin/rules/{id}"]?.["get"]?.parameters).toMatchObject([{ name: "id", in: "path" }]);
    expect(paths["/api/tocsin/audit"]?.["get"]?.parameters?.map(({ name }) => name)).toContain("before");
  });

  test("has the shape of bodies that are checked", () => {
    const body = paths["/api/tocsin/hunt"]?.["post"]?.requestBody?.content["application/json"]?.schema;
    expect(Object.keys(body?.properties ?? {})).toEqual(expect.arrayContaining(["language", "query", "from", "to"]));
  });
});
