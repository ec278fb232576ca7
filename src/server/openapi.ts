import { z, type ZodType } from "zod";
import type { Access, Family, Route, RouteFamily } from "./http/route.ts";
import { version } from "./version.ts";

/** `GET /api/tocsin/openapi.json`: the routes of these families, itself among them. */
export const openApiRoute = (families: () => readonly RouteFamily[]): Route => ({
  method: "GET",
  path: "/api/tocsin/openapi.json",
  access: "public",
  summary: "This API as an OpenAPI document",
  handle: () => ({ json: openApiDocument(families()) }),
});

/** All routes as an OpenAPI 3.1 document. */
export function openApiDocument(families: readonly RouteFamily[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { family, routes } of families)
    for (const route of routes)
      for (const path of listOf(route.path)) {
        const operations = (paths[path.replaceAll(/:(\w+)/g, "{$1}")] ??= {});
        for (const method of listOf(route.method)) operations[method.toLowerCase()] = operation(route, path, family);
      }
  return {
    openapi: "3.1.0",
    info: { title: "Tocsin", version, description: "The live service: what shippers, tools and the pages ask." },
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "ApiKey", description: "`Authorization: ApiKey id:secret`, or base64 of it" },
        basic: { type: "http", scheme: "basic" },
        session: { type: "apiKey", in: "cookie", name: "tocsin_session" },
      },
    },
  };
}

function operation(route: Route, path: string, family: Family): object {
  const parameters: object[] = Array.from(path.matchAll(/:(\w+)/g), ([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  if (route.query) parameters.push(...queryParameters(route.query));
  return {
    summary: route.summary,
    tags: [family],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body !== undefined && { requestBody: { content: bodyOf(route) } }),
    ...(route.access !== "public" && { security: [{ apiKey: [] }, { basic: [] }, { session: [] }] }),
    responses: { 200: { description: "Done" }, ...faultsOf(route.access) },
  };
}

function queryParameters(query: ZodType): readonly object[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input" });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema }));
}

function bodyOf(route: Route): object {
  if (route.body === "bytes") return { "application/x-ndjson": { schema: { type: "string" } } };
  return { "application/json": { schema: route.schema ? z.toJSONSchema(route.schema, { io: "input" }) : {} } };
}

const faultsOf = (access: Access): object => ({
  400: { description: "The request is not as it must be" },
  ...(access !== "public" && {
    401: { description: "Nobody is known by these credentials" },
    403: { description: `Needs the role ${access}` },
  }),
  429: { description: "Come again in a moment" },
});

const listOf = <T extends string>(one: T | readonly T[]): readonly T[] => (typeof one === "string" ? [one] : one);
