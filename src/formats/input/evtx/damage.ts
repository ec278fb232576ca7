const DAMAGE: unique symbol = Symbol("damage");

type DamageError = Error & { [DAMAGE]?: true };

/** An error to throw while a record is decoded that is not what it promises to be; it never leaves this folder. */
export function damage(message: string): Error {
  const error: DamageError = new Error(message);
  error[DAMAGE] = true;
  return error;
}

/** What is wrong with the bytes, from an error; undefined where the error is a bug of our own. */
export const damageOf = (error: unknown): string | undefined =>
  error instanceof Error && (error as DamageError)[DAMAGE] ? error.message : undefined;
