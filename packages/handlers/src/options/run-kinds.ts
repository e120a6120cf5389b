import { eventTable, type RunKind } from "@earshot/core/events";

/** What a run may do: each kind has a start. */
export const runKinds: readonly RunKind[] = Object.values(eventTable).flatMap(({ type }) =>
  type.endsWith(".start") ? [type.slice(0, -".start".length) as RunKind] : [],
);

/** Every type that an event may have. */
export const eventTypes: readonly string[] = Object.values(eventTable).map(({ type }) => type);
