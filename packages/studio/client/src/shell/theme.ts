import { effect, signal } from "@preact/signals";
import { readSetting, writeSetting } from "./settings.js";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The theme that was chosen; `system` follows the system. */
export const theme = signal<Theme>(readSetting("theme", themes, "system"));

/** Shows the chosen theme from now on, and keeps it for the next visit. */
export function applyTheme(): void {
  effect(() => {
    const { value } = theme;
    if (value === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = value;
    writeSetting("theme", value);
  });
}

/** Goes from the system's theme to light to dark, and around. */
export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
}
