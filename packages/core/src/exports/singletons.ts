export { AsyncLocalStorageProviderSingleton } from "../callbacks/async-local-storage-provider.js";
