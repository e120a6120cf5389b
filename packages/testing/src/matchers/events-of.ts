import type { EarshotEvent } from "@earshot/core/events";
import { checkOption, type OptionShape } from "@earshot/core/options";
import type { Heard } from "./event-pattern.js";

const heardShape: OptionShape = {
  wanted: "a recording handler, or a list of events",
  isRequired: true,
  fits: (value) => Array.isArray(value) || Array.isArray((value as { readonly events?: unknown } | null)?.events),
};

/** @throws InvalidOptionError for what is neither a list of events nor the handler that recorded them */
export function eventsOf(heard: Heard): readonly EarshotEvent[] {
  checkOption("what was heard", heard, heardShape);
  return "events" in heard ? heard.events : heard;
}
