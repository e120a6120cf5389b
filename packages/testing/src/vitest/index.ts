import { expect } from "vitest";
import { earshotMatchers, type EarshotMatchers } from "./earshot-matchers.js";

expect.extend(earshotMatchers);

declare module "vitest" {
  interface Matchers<T> extends EarshotMatchers {}
}

export { earshotMatchers, type EarshotMatchers } from "./earshot-matchers.js";
export type { EventPattern, FieldPattern, Heard, RunPattern } from "../matchers/event-pattern.js";
export type { HeardOptions } from "../matchers/check-heard.js";
