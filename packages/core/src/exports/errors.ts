export { EarshotError, type EarshotErrorOptions } from "../errors/earshot-error.js";
export { HandlerAbort, type HandlerAbortOptions } from "../errors/handler-abort.js";
export { HandlerMutationError } from "../errors/handler-mutation-error.js";
export { HandlerOverflowError } from "../errors/handler-overflow-error.js";
export { HandlerTimeoutError } from "../errors/handler-timeout-error.js";
export { Interrupt } from "../errors/interrupt.js";
export { RunAbortedError } from "../errors/run-aborted-error.js";
export { RunTimeoutError } from "../errors/run-timeout-error.js";
