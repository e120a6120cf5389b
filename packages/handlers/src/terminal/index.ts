export { toAsciiSigns } from "../rendering/ascii-signs.js";
export { createColors, type Colors, type Paint } from "../rendering/colors.js";
export type { OutputStream } from "../rendering/output-stream.js";
export { wantsColor } from "../rendering/wants-color.js";
export { wantsLive } from "../rendering/wants-live.js";
export { wantsUnicode } from "../rendering/wants-unicode.js";
