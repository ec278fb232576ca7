import { gzipSync } from "node:zlib";
import type { Family, Route } from "../../src/server/http/route.ts";
import { ROUTES } from "../../src/server/routes.ts";
import type { Random } from "./random.ts";

/** A request as bytes, and whose manners its answer must have; null where no route can be told. */
export interface MalformedRequest {
  readonly what: string;
  readonly bytes: Buffer;
  readonly family: Family | null;
}

interface Draft {
  method: string;
  path: string;
  family: Family | null;
  readonly headers: string[];
  body: Buffer;
}

const DEEP = 20_000;
const HUGE_LINE = 300_000;
const text = (value: string): Buffer => Buffer.from(value, "utf8");

const VALUES: readonly string[] = [
  "null",
  "[]",
  '"x"',
  "1e999",
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"ids":["x"],"__proto__":{"admin":true},"status":"closed"}',
  '{"language":"eql","query":"any where true","from":"now-1h","to":"now","size":-1}',
  '{"language":"esql","query":"FROM \\u0000","from":"x","to":"now"}',
  '{"query":{"bool":{"must":[{"script":{"source":"x"}}]}}}',
  '{"source":"[rule]\\nquery = \'\'\'","format":"toml"}',
  '{"name":"../../etc/passwd","rule_id":"..","list_id":"__proto__","item_id":"toString"}',
  '{"a":1',
  '{"a":1}}',
  "{'a':1}",
  '{"a":\u00011}',
  '{"\\ud800":"\\udfff"}',
];

const LINES: readonly string[] = [
  '{"create":{"_index":"logs-soak-default"}}\n',
  '{"index":{"_index":"LOGS/../x","_id":"\\u0000"}}\n',
  '{"delete":{"_index":"logs-soak-default","_id":"1"}}\n',
  '{"create":{"_index":".alerts-security.alerts-default"}}\n',
  '{"__proto__":{"_index":"logs-soak-default"}}\n',
  '{"create":{"_index":"logs-soak-default","_id":["a"]}}\n',
  '{"create":null}\n',
  '{"a":1}\n',
  '{"__proto__":{"event":{"category":"process"}},"event":7}\n',
  '{"@timestamp":{"toString":1},"event":[[[]]]}\n',
  '{"event.category":"x","event":{"category":{"category":"y"}}}\n',
  "\n\r\n\n",
  "{}\n",
  "not json\n",
];

/** What can be wrong with a body. */
const BODIES: Readonly<Record<string, (random: Random, draft: Draft) => void>> = {
  "bad JSON": (random, draft) => void (draft.body = text(random.pick(VALUES))),
  "bad lines": (random, draft) => void (draft.body = text(Array.from({ length: 1 + random.below(8) }, () => random.pick(LINES)).join(""))),
  "invalid UTF-8": (random, draft) =>
    void (draft.body = Buffer.concat([text('{"create":{}}\n{"a":"'), Buffer.from([0xc3, 0x28, 0xff, random.below(256)]), text('"}\n')])),
  "random bytes": (random, draft) => void (draft.body = Buffer.from(Array.from({ length: random.below(400) }, () => random.below(256)))),
  "deep nesting": (random, draft) => void (draft.body = text(random.oneIn(2) ? "[".repeat(DEEP) : '{"a":'.repeat(DEEP))),
  "a huge line": (_random, draft) =>
    void (draft.body = text(`{"create":{"_index":"logs-soak-default"}}\n{"a":"${"x".repeat(HUGE_LINE)}\n`)),
  "bad gzip": (random, draft) => {
    const zipped = gzipSync(text('{"create":{}}\n{"a":1}\n'));
    zipped.writeUInt8(random.below(256), random.below(zipped.length));
    draft.body = random.oneIn(2) ? zipped.subarray(0, random.below(zipped.length)) : zipped;
    draft.headers.push(`content-encoding: ${random.pick(["gzip", "deflate", "br", "zstd", "x-gzip"])}`);
  },
  "a bomb": (_random, draft) => {
    draft.body = gzipSync(Buffer.alloc(110 * 1024 * 1024, " "), { level: 1 });
    draft.headers.push("content-encoding: gzip");
  },
  "an unknown encoding": (random, draft) =>
    void draft.headers.push(`content-encoding: ${random.pick(["lzw", "gzip, gzip", "__proto__", "constructor", "x".repeat(500)])}`),
  "a wrong type": (random, draft) => {
    draft.body = text("a=b&c=d");
    draft.headers.push(
      `content-type: ${random.pick(["text/html", "multipart/form-data", "multipart/form-data; boundary=", "x", "application/json; charset=utf-7", ";;;"])}`,
    );
  },
  "a form without an end": (_random, draft) => {
    draft.body = text('--b\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\n{"rule_id":');
    draft.headers.push("content-type: multipart/form-data; boundary=b");
  },
  "no body": () => undefined,
};

const PATHS: readonly string[] = [
  "/../../etc/passwd",
  "/app/..%2f..%2fpackage.json",
  "/app/%2e%2e/%2e%2e/package.json",
  "/%00",
  "/%ff%fe",
  "/%",
  "//evil.example/",
  "/_bulk%2f",
  "/__proto__/_doc",
  "/constructor/_bulk",
  "/api/tocsin/alerts/__proto__",
  "/api/tocsin/rules/..%2f..",
  "/s/other/api/detection_engine/rules",
  `/${"a/".repeat(2_000)}`,
  `/${"x".repeat(9_000)}`,
  "*",
  "http://evil.example/_bulk",
];
const QUERIES: readonly string[] = [
  "?__proto__[x]=1",
  "?size=1e99&page=-1&per_page=NaN",
  "?filter_path=**.*.*.**",
  `?filter_path=${"*,".repeat(2_000)}`,
  "?index=../x",
  "?%00=%ff",
  "?rule_id=%F0%9F%92%A9&id=&item_id=toString",
  "?minutes=Infinity",
  "?after=bm90IGEgY3Vyc29y",
];

/** What can be wrong with the rest of a request. */
const HEADS: Readonly<Record<string, (random: Random, draft: Draft) => void>> = {
  "an odd path": (random, draft) => {
    draft.path = random.pick(PATHS);
    draft.family = null;
  },
  "an odd query": (random, draft) => void (draft.path += random.pick(QUERIES)),
  "an odd method": (random, draft) => {
    draft.method = random.pick(["BREW", "PATCH", "TRACE", "OPTIONS", "get", "PROPFIND"]);
    draft.family = null;
  },
  "a giant header": (random, draft) => {
    draft.headers.push(`x-giant: ${"x".repeat(20_000 + random.below(60_000))}`);
    draft.family = null;
  },
  "many headers": (_random, draft) => {
    for (let i = 0; i < 3_000; i++) draft.headers.push(`x-${i}: 1`);
    draft.family = null;
  },
  "a false length": (random, draft) => {
    draft.headers.push(`content-length: ${random.pick(["-1", "1e9", "99999999999", "0x10", "5, 5"])}`);
    draft.family = null;
  },
  "two framings": (_random, draft) => {
    draft.headers.push("transfer-encoding: chunked", "content-length: 4");
    draft.family = null;
  },
  "a bad credential": (random, draft) =>
    void draft.headers.push(
      `authorization: ${random.pick(["ApiKey", "ApiKey !!!!", "Basic Og==", "Negotiate x", `Bearer ${"x".repeat(7_000)}`, "ApiKey __proto__:x"])}`,
    ),
  "a bad cookie": (random, draft) =>
    void draft.headers.push(`cookie: tocsin_session=${random.pick(["", "__proto__", "x".repeat(7_000), "%00", "a=b=c;;;"])}`),
  "another site": (random, draft) =>
    void draft.headers.push(random.pick(["origin: https://evil.example", "origin: null", "sec-fetch-site: cross-site"])),
};

const LISTED = ROUTES.flatMap(({ family, routes }) =>
  routes.flatMap((route) => listOf(route.method).flatMap((method) => listOf(route.path).map((path) => ({ family, route, method, path })))),
).filter(({ path }) => path !== "/api/tocsin/stream");

function listOf<T>(one: T | readonly T[]): readonly T[] {
  return Array.isArray(one) ? (one as readonly T[]) : [one as T];
}

/** Requests over all routes in turn, each wrong in one way or two. Bombs are few: each costs a tenth of a second. */
export function* malformedRequests(random: Random, count: number, host: string): Generator<MalformedRequest> {
  const bodies = Object.keys(BODIES).filter((name) => name !== "a bomb");
  for (let n = 0; n < count; n++) {
    const { family, route, method, path } = LISTED[n % LISTED.length] as (typeof LISTED)[number];
    const draft: Draft = { method, path: filled(path, random), family, headers: [`host: ${host}`], body: Buffer.alloc(0) };
    const body = takesBody(route) ? (n % 100 === 50 ? "a bomb" : random.pick(bodies)) : "no body";
    BODIES[body]?.(random, draft);
    const head = body === "no body" || random.oneIn(6) ? random.pick(Object.keys(HEADS)) : undefined;
    if (head !== undefined) HEADS[head]?.(random, draft);
    yield {
      what: `${draft.method} ${draft.path.slice(0, 100)}: ${[body, head].filter(Boolean).join(", ")}`,
      family: draft.family,
      bytes: bytesOf(draft),
    };
  }
}

const takesBody = (route: Route): boolean => route.body !== undefined;

const filled = (path: string, random: Random): string =>
  path
    .replaceAll("*", "x")
    .replaceAll(/:\w+/g, () => random.pick(["x", "__proto__", "%00", "%f0%9f", "..", "a%2fb", "toString", "x".repeat(600)]));

function bytesOf({ method, path, headers, body }: Draft): Buffer {
  const own = headers.some((line) => line.startsWith("content-length")) || body.length === 0 ? [] : [`content-length: ${body.length}`];
  return Buffer.concat([text(`${method} ${path} HTTP/1.1\r\n${[...headers, ...own, "connection: close"].join("\r\n")}\r\n\r\n`), body]);
}
