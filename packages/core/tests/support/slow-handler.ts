import type { Handler } from "../../src/exports/events.js";
import { wait } from "./wait.js";

/** Takes the given time over each event, and writes down when it begins and ends with it. */
export function slowHandler(heard: string[], milliseconds = 2): Handler {
  return {
    name: "slow",
    onEvent: async (event) => {
      heard.push(`> ${event.type}`);
      await wait(milliseconds);
      heard.push(`< ${event.type}`);
    },
  };
}
