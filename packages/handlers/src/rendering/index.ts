export { formatCost, type ShownCost } from "./format-cost.js";
export { formatDuration } from "./format-duration.js";
export { liveScreenOf, type LiveScreen, type LiveSection, type LiveSize } from "./live-screen.js";
export { joinedLines, type PaintedText } from "./joined-lines.js";
export { clip } from "./preview.js";
export { sanitizeLine, sanitizeText } from "./sanitize-text.js";
export { statusMark, type StatusMark } from "./status-mark.js";
export { TextTail } from "./text-tail.js";
export { textWidth } from "./text-width.js";
