import { useEffect, useRef } from "react";

/** What a key does, by its name; `g a` is g, then a. Keys pressed while writing do nothing but those with Mod (Ctrl or ⌘). */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** The second key of a pair counts within this time, in milliseconds. */
const PAIR_TIME = 1_000;

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Enter on a button or link is its own; but in a list with a current line, which `data-keys` marks, the line's. */
const isActivating = ({ key, target }: KeyboardEvent): boolean =>
  key === "Enter" && target instanceof HTMLElement && target.closest("a, button, summary") !== null && !target.closest("[data-keys]");

/** Listens for keys as long as the component is shown. */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    let first = "";
    let since = 0;
    const listen = (event: KeyboardEvent): void => {
      const mod = event.ctrlKey || event.metaKey;
      if (event.altKey || event.defaultPrevented || (isWriting(event.target) && !mod && event.key !== "Escape")) return;
      if (isActivating(event) && !mod) return;
      const name = mod ? `Mod+${event.key}` : event.key;
      const pair = event.timeStamp - since < PAIR_TIME ? `${first} ${name}` : name;
      const run = current.current[pair] ?? current.current[name];
      first = name;
      since = event.timeStamp;
      if (!run) return;
      event.preventDefault();
      run(event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
