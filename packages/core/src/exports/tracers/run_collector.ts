export { RunCollectorCallbackHandler } from "../../tracers/run-collector-callback-handler.js";
