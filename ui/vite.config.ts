import { fileURLToPath } from "node:url";
import { type BuildOptions, defineConfig } from "vite";

type OnLog = NonNullable<NonNullable<BuildOptions["rolldownOptions"]>["onLog"]>;

/** `"use client"` in libraries says nothing to a bundle without a server's part. */
const onLog: OnLog = (level, log, hand) => {
  if (log.code !== "MODULE_LEVEL_DIRECTIVE") hand(level, log);
};

/** The browser's part: `ui/` ▸ `dist/ui/`, served under `/app/`. In development the API is that of a running `tocsin serve`. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/app/",
  build: {
    outDir: fileURLToPath(new URL("../dist/ui", import.meta.url)),
    emptyOutDir: true,
    target: "es2024",
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: { onLog },
  },
  server: { proxy: { "/api": process.env["TOCSIN_SERVER"] ?? "http://127.0.0.1:9280" } },
});
