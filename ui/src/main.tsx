import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isApiError } from "./api/client.ts";
import { router } from "./router.tsx";
import { applyTheme } from "./shell/theme.ts";
import "./style/tones.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/tables.css";
import "./style/bars.css";
import "./style/menu.css";
import "./style/alerts.css";
import "./style/facets.css";
import "./style/flyout.css";
import "./style/rules.css";
import "./style/editor.css";
import "./style/attack.css";
import "./style/data.css";
import "./style/settings.css";
import "./style/narrow.css";

/** What the user did wrong is not tried again. */
const retry = (failures: number, error: Error): boolean => failures < 2 && !(isApiError(error) && error.status < 500);

const client = new QueryClient({ defaultOptions: { queries: { retry, staleTime: 10_000, refetchOnWindowFocus: false } } });
applyTheme();

const root = document.getElementById("app");
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
