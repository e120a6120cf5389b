export { dispatchCustomEvent } from "../../callbacks/dispatch-custom-event.js";
