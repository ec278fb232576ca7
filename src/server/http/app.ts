import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { unauthorized } from "../auth/authenticator.ts";
import { may, NOBODY, type Principal } from "../auth/principal.ts";
import { ROUTES } from "../routes.ts";
import type { Json } from "../../event/json.ts";
import { isDamage } from "../../store/database.ts";
import type { Service } from "../service.ts";
import { isAudited, writeAudit } from "./audit.ts";
import { type BodyReader, createBodyReader, MAX_BODY_BYTES } from "./body.ts";
import { faultAnswer, internalFault } from "./faults.ts";
import { badRequest, HttpError } from "./http-error.ts";
import { filterPath } from "./filter-path.ts";
import { answerNoRequest } from "./no-request.ts";
import { checkOrigin, SECURITY_HEADERS } from "./protection.ts";
import { createRateLimits, type RateLimits } from "./rate-limits.ts";
import type { Answer, Call, Family, Route } from "./route.ts";
import { readTls, type TlsFiles } from "./tls.ts";

export interface AppOptions {
  /** PEM files. */
  readonly tls?: TlsFiles | undefined;
  /** Names and addresses that requests may be meant for where there is no authentication. */
  readonly hosts: readonly string[];
  /** How slow a client may be; default {@link PATIENCE}. */
  readonly patience?: Patience | undefined;
}

/** Milliseconds. */
export interface Patience {
  /** From the first byte to the end of the headers. */
  readonly headers: number;
  /** From the first byte to the end of the body, however slowly it is sent. */
  readonly request: number;
  /** Slow clients are looked for this often. */
  readonly check: number;
}

/** JSON bodies of people and tools; events are sent by routes that read bytes. */
const MAX_JSON_BYTES = 32 * 1024 * 1024;
const PATIENCE: Patience = { headers: 20_000, request: 120_000, check: 5_000 };
const KEEP_ALIVE_MS = 75_000;
const MOST_CONNECTIONS = 20_000;

/** The HTTP server over a service: every route of the tables, with the same checks in the same order for all. */
export function createApp(service: Service, options: AppOptions): FastifyInstance {
  const app = newApp(options);
  app.server.maxConnections = MOST_CONNECTIONS;
  // A body is read by its route, after it is known who asks.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
  const mounting: Mounting = { service, bodies: createBodyReader(), limits: createRateLimits(), hosts: options.hosts };
  for (const { family, routes } of ROUTES) for (const route of routes) addRoute(app, route, family, mounting);
  app.setNotFoundHandler(async (request, reply) => await sendFault(reply, noRoute(request), familyOf(request.url)));
  app.setErrorHandler(async (error, request, reply) => await sendFault(reply, faultOf(error, service), familyOf(request.url)));
  return app;
}

interface Mounting {
  readonly service: Service;
  readonly bodies: BodyReader;
  readonly limits: RateLimits;
  readonly hosts: readonly string[];
}

function newApp({ tls, patience = PATIENCE }: AppOptions): FastifyInstance {
  const timeouts = { headersTimeout: patience.headers, connectionsCheckingInterval: patience.check };
  const options = {
    logger: false,
    requestTimeout: patience.request,
    clientErrorHandler: answerNoRequest,
    frameworkErrors: (error: { readonly message: string; readonly statusCode?: number }, request: FastifyRequest, reply: FastifyReply) =>
      void sendFault(reply, new HttpError(error.statusCode ?? 400, "bad_request", error.message), familyOf(request.url)),
    keepAliveTimeout: KEEP_ALIVE_MS,
    exposeHeadRoutes: false,
    // The default space is the only one.
    rewriteUrl: ({ url = "/" }: { readonly url?: string | undefined }) =>
      url.startsWith("/s/default/api/") ? url.slice("/s/default".length) : url,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2_000 },
  } as const;
  if (!tls) return fastify({ ...options, http: timeouts });
  // HTTP/1.1 alone: it is what shippers speak.
  return fastify({ ...options, https: { ...timeouts, ...readTls(tls), ALPNProtocols: ["http/1.1"] } });
}

function addRoute(app: FastifyInstance, route: Route, family: Family, mounting: Mounting): void {
  const paths = typeof route.path === "string" ? [route.path] : route.path;
  for (const url of paths)
    app.route({
      method: typeof route.method === "string" ? route.method : [...route.method],
      url,
      handler: async (request, reply) => await handle(route, family, mounting, request, reply),
    });
}

async function handle(route: Route, family: Family, mounting: Mounting, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { service, bodies, hosts, limits } = mounting;
  service.counters.requests++;
  let release = (): void => undefined;
  let principal = NOBODY;
  let call: Call | undefined;
  const note = (status: number, answer?: unknown): void => {
    if (!isAudited(route, request.method)) return;
    const { method, params, query, ip: address } = request;
    const asked = { params: textsOf(params), query: textsOf(query), body: call?.body, answer };
    writeAudit({ route, method, principal, address, status, ...asked }, service);
  };
  try {
    principal = await service.auth.identify(request.headers, request.ip);
    checkOrigin(request.raw, principal, hosts);
    checkAccess(route, principal);
    if (route.limit) limits.take(route.limit, principal, request.ip);
    const limit = route.body === "json" ? MAX_JSON_BYTES : MAX_BODY_BYTES;
    const body = route.body === undefined ? undefined : await bodies.read(request.raw, limit);
    if (body) ({ release } = body);
    call = callOf(route, { request, reply, principal, bytes: body?.bytes ?? Buffer.alloc(0) });
    const answer = await route.handle(call, service);
    note(answer.status ?? 200, answer.json);
    return await send(reply, family === "elasticsearch" ? filtered(answer, call.query["filter_path"]) : answer, family);
  } catch (error) {
    const fault = faultOf(error, service);
    note(fault.status);
    return await sendFault(reply, fault, family);
  } finally {
    release();
  }
}

function checkAccess(route: Route, principal: Principal): void {
  if (may(principal, route.access)) return;
  if (principal.kind === "nobody") throw unauthorized("missing authentication credentials");
  throw new HttpError(403, "security_exception", `this needs the role ${route.access}; ${principal.name} has ${principal.role}`);
}

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly principal: Principal;
  readonly bytes: Buffer;
}

function callOf(route: Route, { request, reply, principal, bytes }: Asked): Call {
  const query = textsOf(request.query);
  if (route.query) checked(route.query, query, "query string");
  const json = route.body === "json" ? parseJson(bytes) : undefined;
  const gone = new AbortController();
  reply.raw.once("close", () => reply.raw.writableFinished || gone.abort());
  return {
    method: request.method,
    path: request.url.split("?")[0] ?? "",
    params: textsOf(request.params),
    query,
    headers: request.headers,
    body: route.schema ? checked(route.schema, json, "body") : json,
    bytes,
    principal,
    ip: request.ip,
    isSecure: request.protocol === "https",
    signal: gone.signal,
  };
}

function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    throw badRequest("the body is not valid JSON");
  }
}

function checked(schema: NonNullable<Route["schema"]>, value: unknown, what: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join(".")}` : "";
  throw badRequest(`the ${what} is not as it must be${place}: ${issue?.message ?? "unknown"}`);
}

function textsOf(values: unknown): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries((values ?? {}) as Record<string, unknown>))
    texts[key] = Array.isArray(value) ? value.join(",") : String(value);
  return texts;
}

/** Elasticsearch's `filter_path`, of every route. */
function filtered(answer: Answer, patterns: string | undefined): Answer {
  return patterns === undefined || answer.json === undefined
    ? answer
    : { ...answer, json: filterPath(answer.json as Json, patterns) ?? {} };
}

async function send(reply: FastifyReply, answer: Answer, family: Family): Promise<unknown> {
  reply.code(answer.status ?? 200).headers(SECURITY_HEADERS);
  if (family === "elasticsearch") reply.header("x-elastic-product", "Elasticsearch");
  if (family === "kibana") reply.header("kbn-name", "tocsin");
  if (family !== "elasticsearch") reply.header("cache-control", "no-store");
  if (answer.headers) reply.headers(answer.headers);
  if (answer.stream) return await reply.send(answer.stream);
  if (answer.text !== undefined) return await reply.send(answer.text);
  if (answer.json === undefined) return await reply.send();
  if (!reply.hasHeader("content-type")) reply.header("content-type", "application/json");
  return await reply.send(JSON.stringify(answer.json));
}

const sendFault = async (reply: FastifyReply, fault: HttpError, family: Family): Promise<unknown> =>
  await send(reply, faultAnswer(fault, family), family);

/** What the client is told; what is our own fault goes to the log alone. */
function faultOf(error: unknown, service: Service): HttpError {
  if (error instanceof HttpError) return error;
  const { statusCode, code, message, stack } = error as { statusCode?: number; code?: string; message?: string; stack?: string };
  if (code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE") return badRequest("the request ended before it was complete");
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new HttpError(statusCode, "bad_request", message ?? "bad request");
  if (isDamage(error)) {
    service.noteDamage(error);
    return new HttpError(503, "database_damaged", "the database is damaged: the service's log and GET /health say what to do");
  }
  service.options.log("error", "a fault of our own", { error: message, stack });
  return internalFault();
}

/** Which family a path belongs to that reached no route. */
const familyOf = (url: string): Family =>
  /^\/(?:api\/tocsin|app|ingest|v1|health|metrics)(?:[/?]|$)/.test(url) ? "tocsin" : url.startsWith("/api/") ? "kibana" : "elasticsearch";

function noRoute({ method, url }: FastifyRequest): HttpError {
  const path = (url.split("?")[0] ?? "").slice(0, 200);
  const isOurs = familyOf(url) !== "elasticsearch";
  return isOurs
    ? new HttpError(404, "not_found", `there is no ${method} ${path}`, { hint: "GET /api/tocsin/openapi.json lists what there is" })
    : new HttpError(400, "illegal_argument_exception", `no handler found for uri [${path}] and method [${method}]`);
}
