import type { EcsDocument } from "./ecs-document.ts";

/** Sets `url.original` and its parts from a URL or a path with a query; nothing is decoded. */
export function setUrl(ecs: EcsDocument, url: string | undefined): void {
  if (url === undefined || url === "") return;
  ecs.set("url.original", url);
  let rest = url;
  const scheme = rest.indexOf("://");
  if (scheme > 0 && !rest.slice(0, scheme).includes("/")) {
    ecs.set("url.scheme", rest.slice(0, scheme));
    ecs.set("url.full", url);
    rest = setAuthority(ecs, rest.slice(scheme + 3));
  }
  const hash = rest.indexOf("#");
  if (hash !== -1) ecs.set("url.fragment", rest.slice(hash + 1));
  if (hash !== -1) rest = rest.slice(0, hash);
  const query = rest.indexOf("?");
  if (query !== -1) ecs.set("url.query", rest.slice(query + 1));
  const path = query === -1 ? rest : rest.slice(0, query);
  ecs.set("url.path", path);
  const dot = path.lastIndexOf(".");
  if (dot > path.lastIndexOf("/")) ecs.set("url.extension", path.slice(dot + 1));
}

/** Takes `user:password@host:port` off; gives what follows it. */
function setAuthority(ecs: EcsDocument, text: string): string {
  const ends = ["/", "?", "#"].map((char) => text.indexOf(char)).filter((at) => at !== -1);
  const end = ends.length > 0 ? Math.min(...ends) : text.length;
  const authority = text.slice(0, end);
  const at = authority.lastIndexOf("@");
  const host = authority.slice(at + 1);
  if (at !== -1) ecs.set("url.username", authority.slice(0, at).split(":")[0]);
  const colon = host.endsWith("]") ? -1 : host.lastIndexOf(":");
  ecs.set("url.domain", colon === -1 ? host : host.slice(0, colon));
  if (colon !== -1 && Number.isInteger(Number(host.slice(colon + 1)))) ecs.set("url.port", Number(host.slice(colon + 1)));
  return text.slice(end);
}
