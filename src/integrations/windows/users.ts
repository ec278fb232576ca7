import type { EcsDocument } from "../ecs-document.ts";
import type { EventData } from "./event.ts";
import { dataText } from "./values.ts";

/** `DOMAIN\name` in its parts; a name without a domain has none. Undefined for anything else. */
export function splitAccount(account: string): { readonly domain?: string; readonly name: string } | undefined {
  const parts = account.split("\\");
  if (parts.length === 1) return { name: account };
  const [domain, name] = parts;
  return parts.length === 2 && domain !== undefined && name !== undefined ? { domain, name } : undefined;
}

/** An account of a Security event, by the prefix of its data: `SubjectUserSid`, `SubjectUserName`, `SubjectDomainName`. */
export function setAccount({ set }: EcsDocument, field: string, data: EventData, prefix: "Subject" | "Target"): void {
  set(`${field}.id`, dataText(data, `${prefix}UserSid`) ?? dataText(data, `${prefix}Sid`));
  set(`${field}.name`, dataText(data, `${prefix}UserName`));
  set(`${field}.domain`, dataText(data, `${prefix}DomainName`));
}

/** Kerberos names users as `name@REALM`. */
export const withoutRealm = (name: string): string => (name.includes("@") ? name.slice(0, name.indexOf("@")) : name);
