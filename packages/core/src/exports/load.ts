import "#wiring";

export { load, load as loads } from "../loading/load.js";
export { LoadError, type LoadFailure } from "../loading/load-error.js";
export type { LoadOptions, SecretSource } from "../loading/load-options.js";
