export { consoleHandler, type ConsoleHandler, type ConsoleHandlerOptions } from "./console-handler.js";
export type { RunFilter } from "./run-filter.js";
export type { Verbosity } from "./verbosity.js";
export type { OutputStream } from "../rendering/output-stream.js";
