import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";

/** `userPrincipalName` → `user_principal_name`, `ipAddress` → `ip_address`; runs of capitals are one word (`clientIP` → `client_ip`). */
export function snakeCase(name: string): string {
  let result = "";
  for (let i = 0; i < name.length; i++) {
    const char = name[i] as string;
    const before = name[i - 1] ?? "";
    const begins = isUpper(char) && before !== "" && (isLower(before) || (isUpper(before) && isLower(name[i + 1] ?? "")));
    result += char === " " || char === "-" || char === "." ? "_" : (begins ? "_" : "") + char.toLowerCase();
  }
  return result;
}

const isUpper = (char: string): boolean => char >= "A" && char <= "Z";
const isLower = (char: string): boolean => (char >= "a" && char <= "z") || (char >= "0" && char <= "9");

/** All keys of objects in snake case, at any depth, in lists too. */
export function withSnakeKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(withSnakeKeys);
  if (!isJsonObject(value)) return value;
  const renamed: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) renamed[snakeCase(key)] = withSnakeKeys(inner);
  return renamed;
}
