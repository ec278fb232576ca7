import type { Overlay } from "./overlay.ts";
import { COMMON } from "./overlays/common.ts";

/** Every overlay, in order: a later one decides the kind of a name that several have. */
export const OVERLAYS: readonly Overlay[] = [COMMON];
