export type { EventFilter } from "./event-filter.js";
export { filterHandler } from "./filter-handler.js";
