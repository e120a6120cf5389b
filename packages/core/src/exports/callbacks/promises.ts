export { awaitAllCallbacks } from "../../callbacks/await-all-callbacks.js";
