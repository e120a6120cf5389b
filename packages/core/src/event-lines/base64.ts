const pieceLength = 0x8000; // more arguments than this overflow the stack of some engines

/** Bytes as text, where there is no `Buffer`. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let from = 0; from < bytes.length; from += pieceLength)
    binary += String.fromCharCode(...bytes.subarray(from, from + pieceLength));
  return btoa(binary);
}

/** @throws a DOMException if it is no such text */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
