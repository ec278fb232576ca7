import { parseIp } from "../../event/ip.ts";
import type { EcsDocument } from "../ecs-document.ts";
import { numberOf } from "./values.ts";

const MAPPED = "::ffff:";

/** An address of IPv4 that is written as one of IPv6. */
export const unmapped = (address: string): string => {
  const rest = address.toLowerCase().startsWith(MAPPED) ? address.slice(MAPPED.length) : address;
  return rest.includes(".") ? rest : address;
};

/** The address as it is written; undefined where the text is none. */
export function addressOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const address = unmapped(text);
  return parseIp(address) === undefined ? undefined : address;
}

/** Address and port of one side, and the address among the related ones. */
export function setPeer(
  { set, add }: EcsDocument,
  side: "source" | "destination",
  address: string | undefined,
  port: string | undefined,
): void {
  const ip = addressOf(address);
  set(`${side}.ip`, ip);
  add("related.ip", ip);
  const number = numberOf(port);
  if (number !== undefined && number >= 0) set(`${side}.port`, number);
}
