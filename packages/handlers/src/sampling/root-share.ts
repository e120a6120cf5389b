/**
 * Where a root run stands between 0 and 1, by its id alone: the same in every process, on every platform, in every release. The UTF-8
 * bytes of the id go through FNV-1a (32 bits) and the finalizer of MurmurHash3, and the outcome is divided by 2³².
 */
export function rootShare(rootRunId: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(rootRunId)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
