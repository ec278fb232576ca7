import { Dialog } from "../parts/Dialog.tsx";
import { PAGES } from "./pages.ts";

const KEYS: readonly (readonly [string, string])[] = [
  ["Ctrl K", "go to a page or a rule"],
  ...PAGES.map(({ key, title }) => [`g ${key}`, title] as const),
  ["j, k", "next, previous alert"],
  ["Enter", "open the alert"],
  ["Esc", "close it"],
  ["x", "choose the alert"],
  ["a, c, o", "acknowledge, close, open again"],
  ["/", "search"],
  ["Ctrl Enter", "run the query, try the rule"],
  ["Ctrl S", "save the rule"],
];

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="keys">
        {KEYS.map(([key, does]) => (
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
