// What serves the studio, without the handler: that takes along the list of prices, for which a server need not wait to start.
export { defaultStorePath } from "../handler/default-store-path.js";
export { startStudio } from "./start-studio.js";
export type { StartedStudio, StudioOptions } from "./studio-options.js";
export { StudioStartError } from "./studio-start-error.js";
export type { BodyLimits } from "./http/body-limits.js";
