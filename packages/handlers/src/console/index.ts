export { consoleHandler, type ConsoleHandlerOptions } from "./console-handler.js";
export type { Verbosity } from "./verbosity.js";
export type { OutputStream } from "../rendering/output-stream.js";
