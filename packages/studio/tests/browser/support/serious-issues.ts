import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** What keeps people out of a page, as axe finds it: serious and critical alone. */
export async function seriousIssues(page: Page): Promise<readonly string[]> {
  // Evaluated, not added as a script: the page's own policy would refuse that.
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ""}`));
}
