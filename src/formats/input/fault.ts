import type { Code } from "../../diagnostics/index.ts";

/** A fault of the input that ends the reading of a stream: a truncated archive, a file that vanished. */
export interface InputFault {
  readonly code: Code;
  /** One sentence without a final stop, without the name of the stream. */
  readonly message: string;
  readonly hint?: string | undefined;
  /** `input` ends the whole input file, `stream` this member alone. */
  readonly scope: "stream" | "input";
}

const FAULT: unique symbol = Symbol("fault");

type FaultError = Error & { [FAULT]?: InputFault };

/** An error to throw inside `input/`; the reader turns it into a diagnostic, it never leaves this folder. */
export function inputFault(code: Code, message: string, details: { hint?: string; scope?: "input" } = {}): Error {
  const error: FaultError = new Error(message);
  error[FAULT] = { code, message, hint: details.hint, scope: details.scope ?? "stream" };
  return error;
}

/** Bytes that are not what their container promises. */
export const brokenContainer = (message: string): Error => inputFault("T7009", message);

/** The fault behind an error: one of ours, or the operating system's. Undefined means that the error is a bug of our own. */
export function faultOf(error: unknown): InputFault | undefined {
  if (!(error instanceof Error)) return undefined;
  const own = (error as FaultError)[FAULT];
  if (own) return own;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  return { code: "T7002", message: `cannot be read: ${reasonOf(code)}`, scope: "stream" };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "it does not exist (any more)",
  ENOTDIR: "a part of its path is not a folder",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links run in a circle",
  EMFILE: "too many open files",
  ENFILE: "too many open files",
  EIO: "the device reports an input/output error",
  ENXIO: "nothing answers at its other end",
  ENOSPC: "no space is left for temporary files",
  ENAMETOOLONG: "its name is too long",
};

/** What an error code of the operating system means, for people. */
export const reasonOf = (code: string): string => REASONS[code] ?? code;
