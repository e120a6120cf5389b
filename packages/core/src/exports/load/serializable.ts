export { get_lc_unique_name, Serializable, type SerializableClass } from "../../load/serializable.js";
export type { Serialized, SerializedConstructor, SerializedNotImplemented } from "../../load/serialized.js";
export { type SerializedSecret, serializedSecret } from "../../load/serialized-secret.js";
