export { dispatchCustomEvent } from "../../../callbacks/dispatch-custom-event-of-config.js";
export { NoRunError } from "../../../callbacks/no-run-error.js";
