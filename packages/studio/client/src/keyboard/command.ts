import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

/** Something the page can do, by key, from the palette, or both. */
export interface Command {
  readonly id: string;
  /** As it stands in the palette and in the list of keys: an imperative. */
  readonly title: string;
  readonly group: "Go to" | "Runs" | "Trace" | "Page";
  /** Each a key or a sequence: `"j"`, `"g r"`, `"Mod+k"`. */
  readonly keys?: readonly string[];
  /** Not in the palette: it means something only where the hands are. */
  readonly isMovement?: boolean;
  run(): void;
}

const registered = signal<ReadonlyMap<symbol, readonly Command[]>>(new Map());

/** What can be done now. Of two with the same id the one that came later counts: it is closer to what is being looked at. */
export const commands: ReadonlySignal<readonly Command[]> = computed(() => {
  const byId = new Map([...registered.value.values()].flat().map((command) => [command.id, command]));
  return [...byId.values()];
});

/** Offers commands as long as the component is there, from the moment it is seen: keys mean what is shown. */
export function useCommands(list: readonly Command[], inputs: readonly unknown[] = []): void {
  useLayoutEffect(() => {
    const key = Symbol("commands");
    registered.value = new Map(registered.peek()).set(key, list);
    return () => {
      const rest = new Map(registered.peek());
      rest.delete(key);
      registered.value = rest;
    };
  }, inputs);
}
