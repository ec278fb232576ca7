import type { FormEvent } from "react";

/** Hands a form's texts on, by name, when it is sent. */
export const readForm =
  (use: (texts: Readonly<Record<string, string>>, form: HTMLFormElement) => void) =>
  (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const texts: Record<string, string> = {};
    for (const [name, value] of new FormData(form)) if (typeof value === "string") texts[name] = value;
    use(texts, form);
  };
