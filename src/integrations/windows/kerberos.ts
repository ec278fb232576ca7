import type { WindowsDocument } from "./document.ts";
import { dataText, numberOf } from "./values.ts";

const ENCRYPTION: Readonly<Record<string, string>> = {
  "0x1": "DES-CBC-CRC",
  "0x3": "DES-CBC-MD5",
  "0x11": "AES128-CTS-HMAC-SHA1-96",
  "0x12": "AES256-CTS-HMAC-SHA1-96",
  "0x17": "RC4-HMAC",
  "0x18": "RC4-HMAC-EXP",
  "0xffffffff": "FAIL",
};

/** Options of a ticket by bit, the highest bit being 0 (RFC 4120 5.4.1 and Microsoft's additions). */
const OPTIONS: Readonly<Record<number, string>> = {
  0: "Reserved",
  1: "Forwardable",
  2: "Forwarded",
  3: "Proxiable",
  4: "Proxy",
  5: "Allow-postdate",
  6: "Postdated",
  7: "Invalid",
  8: "Renewable",
  9: "Initial",
  10: "Pre-authent",
  11: "Opt-hardware-auth",
  12: "Transited-policy-checked",
  13: "Ok-as-delegate",
  14: "Request-anonymous",
  15: "Name-canonicalize",
  26: "Disable-transited-check",
  27: "Renewable-ok",
  28: "Enc-tkt-in-skey",
  30: "Renew",
  31: "Validate",
};

/** Results of the key distribution centre (RFC 4120 7.5.9). */
const STATUSES: Readonly<Record<string, string>> = {
  "0x0": "KDC_ERR_NONE",
  "0x1": "KDC_ERR_NAME_EXP",
  "0x2": "KDC_ERR_SERVICE_EXP",
  "0x3": "KDC_ERR_BAD_PVNO",
  "0x6": "KDC_ERR_C_PRINCIPAL_UNKNOWN",
  "0x7": "KDC_ERR_S_PRINCIPAL_UNKNOWN",
  "0x8": "KDC_ERR_PRINCIPAL_NOT_UNIQUE",
  "0x9": "KDC_ERR_NULL_KEY",
  "0xa": "KDC_ERR_CANNOT_POSTDATE",
  "0xb": "KDC_ERR_NEVER_VALID",
  "0xc": "KDC_ERR_POLICY",
  "0xd": "KDC_ERR_BADOPTION",
  "0xe": "KDC_ERR_ETYPE_NOTSUPP",
  "0xf": "KDC_ERR_SUMTYPE_NOSUPP",
  "0x10": "KDC_ERR_PADATA_TYPE_NOSUPP",
  "0x11": "KDC_ERR_TRTYPE_NO_SUPP",
  "0x12": "KDC_ERR_CLIENT_REVOKED",
  "0x13": "KDC_ERR_SERVICE_REVOKED",
  "0x14": "KDC_ERR_TGT_REVOKED",
  "0x15": "KDC_ERR_CLIENT_NOTYET",
  "0x16": "KDC_ERR_SERVICE_NOTYET",
  "0x17": "KDC_ERR_KEY_EXPIRED",
  "0x18": "KDC_ERR_PREAUTH_FAILED",
  "0x19": "KDC_ERR_PREAUTH_REQUIRED",
  "0x1a": "KDC_ERR_SERVER_NOMATCH",
  "0x1b": "KDC_ERR_MUST_USE_USER2USER",
  "0x1f": "KRB_AP_ERR_BAD_INTEGRITY",
  "0x20": "KRB_AP_ERR_TKT_EXPIRED",
  "0x21": "KRB_AP_ERR_TKT_NYV",
  "0x22": "KRB_AP_ERR_REPEAT",
  "0x23": "KRB_AP_ERR_NOT_US",
  "0x24": "KRB_AP_ERR_BADMATCH",
  "0x25": "KRB_AP_ERR_SKEW",
  "0x3c": "KRB_ERR_GENERIC",
  "0x44": "KDC_ERR_WRONG_REALM",
};

/** 4768 to 4771: the service, and the numbers of the protocol in words beside them. */
export function setKerberos({ event, set }: WindowsDocument): void {
  const { data } = event;
  set("service.name", data.get("ServiceName"));
  const options = optionNames(numberOf(data.get("TicketOptions")));
  if (options.length > 0) data.set("TicketOptionsDescription", options);
  const type = dataText(data, "TicketEncryptionType")?.toLowerCase();
  if (type !== undefined && ENCRYPTION[type] !== undefined) data.set("TicketEncryptionTypeDescription", ENCRYPTION[type]);
  const status = dataText(data, "Status")?.toLowerCase();
  if (status !== undefined && STATUSES[status] !== undefined) data.set("StatusDescription", STATUSES[status]);
}

const optionNames = (bits: number | undefined): string[] =>
  bits === undefined
    ? []
    : Object.entries(OPTIONS)
        .filter(([bit]) => Math.floor(bits / 2 ** (31 - Number(bit))) % 2 === 1)
        .map(([, name]) => name);
