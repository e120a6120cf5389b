import type { CommandCall } from "../command-line.js";
import { runDemo } from "./run-demo.js";

export function demoCommand({ options, context }: CommandCall): Promise<number> {
  return runDemo({ isOffline: options["offline"] === true, context });
}
