import { lazy, Suspense } from "react";

const Guide = lazy(() => import("./Guide.tsx").then((module) => ({ default: module.Guide })));

/** Markdown, whose reader comes when the first guide is looked at. */
export const LazyGuide = ({ markdown }: { readonly markdown: string }) => (
  <Suspense fallback={<p className="dim">…</p>}>
    <Guide markdown={markdown} />
  </Suspense>
);
