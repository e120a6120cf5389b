import type { EarshotEvent, TypedHandler } from "@earshot/core/events";

/** A guard that does this whenever a run starts. */
export function guardOfStart(act: () => Promise<void>): TypedHandler {
  return {
    name: "guard",
    policy: "guard",
    onEvent: (event: EarshotEvent) => (event.type.endsWith(".start") ? act() : undefined),
  };
}
