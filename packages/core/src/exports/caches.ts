export { BaseCache, type ModelCache } from "../caches/base-cache.js";
export { hashKey as defaultHashKeyEncoder, type HashKeyEncoder } from "../caches/hash-key.js";
export { InMemoryCache } from "../caches/in-memory-cache.js";
