export { ConsoleCallbackHandler } from "../../tracers/console-callback-handler.js";
