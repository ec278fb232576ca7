import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useRules } from "../api/rules.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { inert } from "../parts/format.ts";
import { usePages } from "./pages.ts";

interface Target {
  readonly key: string;
  readonly title: string;
  readonly kind: string;
  readonly go: () => void;
}

/** Found at once. */
const MOST = 12;

/** Goes to a page or a rule by a part of its name. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate();
  const pages = usePages();
  const rules = useRules().data?.rules;
  const [text, setText] = useState("");
  const [chosen, choose] = useState(0);
  const targets = useMemo<readonly Target[]>(
    () => [
      ...pages.map(({ to, title }) => ({ key: to, title, kind: "page", go: () => void navigate({ to }) })),
      ...(rules ?? []).map(({ id, name }) => ({
        key: id,
        title: name,
        kind: "rule",
        go: () => void navigate({ to: "/rules/$id", params: { id } }),
      })),
    ],
    [pages, rules, navigate],
  );
  const words = text.toLowerCase().split(/\s+/);
  const found = targets.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word))).slice(0, MOST);
  const run = (target: Target | undefined): void => {
    onClose();
    target?.go();
  };
  const onKey = (event: React.KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) choose((chosen + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter") run(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Go to" onClose={onClose} className="palette">
      <input
        type="search"
        placeholder="A page or a rule"
        aria-label="A page or a rule"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          choose(0);
        }}
        onKeyDown={onKey}
      />
      <ul role="listbox" aria-label="Found">
        {found.map((target, i) => (
          <li key={target.key} role="option" aria-selected={i === chosen} onClick={() => run(target)} onMouseEnter={() => choose(i)}>
            {inert(target.title)} <span className="dim">{target.kind}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
