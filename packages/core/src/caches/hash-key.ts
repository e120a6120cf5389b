import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Makes one key of a prompt and of what was asked of the model. */
export type HashKeyEncoder = (...texts: string[]) => string;

/** The default {@link HashKeyEncoder}: SHA-256, in hexadecimal. */
export const hashKey: HashKeyEncoder = (...texts) => bytesToHex(sha256(utf8ToBytes(JSON.stringify(texts))));
