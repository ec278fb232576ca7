import { createHash, randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** scrypt at 32 MB and about 60 ms a try. */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** A salted hash to keep instead of a password: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [kind, n, r, p, salt = "", key = ""] = hash.split("$");
  if (kind !== "scrypt") return false;
  const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem };
  return same(await derive(password, Buffer.from(salt, "base64url"), cost), Buffer.from(key, "base64url"));
}

/** A hash that no password has: checked where there is no such user, so that both take the same time. */
export const NO_PASSWORD = `scrypt$${COST.N}$8$1$${Buffer.alloc(SALT_BYTES).toString("base64url")}$${Buffer.alloc(KEY_BYTES).toString("base64url")}`;

/** 256 random bits as text. */
export const randomToken = (): string => randomBytes(32).toString("base64url");
export const randomId = (): string => randomBytes(15).toString("base64url");

/** What is kept of a random token: it has no need of salt or cost. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

export const sameText = (a: string, b: string): boolean => same(Buffer.from(tokenHash(a)), Buffer.from(tokenHash(b)));

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
