/** The address of a link in foreign text if it may be followed: web and mail alone. Anything else would run or read something here. */
export function safeLink(href: string): string | undefined {
  try {
    const url = new URL(href);
    return ["https:", "http:", "mailto:"].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
