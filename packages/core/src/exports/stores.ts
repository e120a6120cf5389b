export { BaseStore } from "../stores/base-store.js";
export { InMemoryStore } from "../stores/in-memory-store.js";
