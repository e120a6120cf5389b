import { createHash } from "node:crypto";
import type { SharedTrace } from "../api/shared-trace.js";
import { escapeHtml } from "./escape-html.js";
import type { ShareAssets } from "./share-assets.js";
import { plainTrace, plainTraceStyle } from "./plain-trace.js";

/**
 * One HTML file that shows a trace anywhere, offline. It may run the one script and use the one style sheet whose hashes it names, may load nothing
 * and ask nobody; the trace is JSON in an element that no browser runs, in which no character could end that element. Without a script it shows
 * the trace as plain markup.
 */
export function sharePage(trace: SharedTrace, assets: ShareAssets | undefined): string {
  const style = inertInElement(assets?.style ?? plainTraceStyle);
  const script = assets === undefined ? undefined : inertInElement(assets.script);
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    script === undefined ? "script-src 'none'" : `script-src '${hashOf(script)}'`,
    "img-src data: blob:",
    "media-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const name = trace.runs.find(({ runId }) => runId === trace.runId)?.name ?? "A trace";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name)} · Earshot</title>
<style>${style}</style>
</head>
<body>
<div id="app">${script === undefined ? plainTrace(trace) : ""}</div>
<script type="application/json" id="earshot-shared-trace">${jsonInElement(trace)}</script>
${script === undefined ? "" : `<script type="module">${script}</script>\n`}</body>
</html>
`;
}

/** JSON has `<` in texts alone, where it may be written otherwise: nothing in it can end the element, or begin another. */
const jsonInElement = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

/** In code of our own, `</script`, `<script` and `<!--` stand in texts and patterns alone, and `</style` nowhere. */
const inertInElement = (code: string): string =>
  code.replaceAll("\r\n", "\n").replaceAll(/<(?=\/?script|!--|\/style)/gi, "\\x3c");

/** Of the text as browsers see it, in which line breaks are `\n`. */
const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;
