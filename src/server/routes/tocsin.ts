import type { Route } from "../http/route.ts";
import { health } from "./tocsin/health.ts";

/** Our own API, for the pages and for scripts. */
export const TOCSIN_ROUTES: readonly Route[] = [health];
