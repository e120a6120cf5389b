import open from "open";

/** Opens a page in the person's own browser. A machine without one is no failure: the address was printed. */
export async function openBrowser(url: string, note: (text: string) => void): Promise<void> {
  const explain = (error: unknown) =>
    note(`No browser could be opened (${error instanceof Error ? error.message : String(error)}): open it yourself.`);
  try {
    const browser = await open(url);
    browser.once("error", explain);
  } catch (error) {
    explain(error);
  }
}
