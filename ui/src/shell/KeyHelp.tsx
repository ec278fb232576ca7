import { Dialog } from "../parts/Dialog.tsx";
import { usePages } from "./pages.ts";

const KEYS: readonly (readonly [string, string])[] = [
  ["j, k", "next, previous alert"],
  ["Enter", "open the alert"],
  ["1 – 6", "its parts: overview, timeline, …"],
  ["Esc", "close it, choose none"],
  ["x", "choose the alert"],
  ["a, c, o", "acknowledge, close, open again"],
  ["/", "search"],
  ["Ctrl Enter", "run the query, try the rule"],
  ["Ctrl S", "save the rule"],
];

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const pages = usePages();
  const keys = [["Ctrl K", "go to a page or a rule"], ...pages.map(({ key, title }) => [`g ${key}`, title]), ...KEYS];
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
