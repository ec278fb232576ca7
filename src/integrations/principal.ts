import type { EcsDocument } from "./ecs-document.ts";

/** The two sides of `name@domain`; undefined where there is not exactly one `@` with something on both sides. */
export function splitAddress(text: string | undefined): { readonly name: string; readonly domain: string } | undefined {
  const [name = "", domain = "", ...more] = text?.split("@") ?? [];
  return name !== "" && domain !== "" && more.length === 0 ? { name, domain } : undefined;
}

/** Sets `name` and `domain` of a user from an address, `email` too; a text that is none is the name. */
export function setPrincipal(ecs: EcsDocument, place: string, text: string | undefined): void {
  if (text === undefined || text === "") return;
  const address = splitAddress(text);
  ecs.set(`${place}.name`, address?.name ?? text);
  if (address) ecs.set(`${place}.domain`, address.domain);
  if (address) ecs.set(`${place}.email`, text);
  ecs.add("related.user", address?.name ?? text);
}
