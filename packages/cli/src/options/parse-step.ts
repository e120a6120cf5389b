import { InvalidArgumentError } from "commander";
import { parseDuration } from "./parse-duration.js";

/** Milliseconds of a step in time: a second at least, as for the studio. */
export function parseStep(text: string): number {
  const step = parseDuration(text);
  if (step < 1000) throw new InvalidArgumentError("A step is a second at least, such as 1s, 15m or 1d.");
  return step;
}
