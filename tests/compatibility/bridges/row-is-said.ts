import { it, type RunnerTestCase } from "vitest";
import type { CompatibilityRow, Limit } from "../compatibility-row.js";
import { expectRow } from "../expect-row.js";
import { installedVersion, type Folder } from "../lane.js";

/** What a test that shows something amiss is marked with: `annotate(reason, limited)`. */
export const limited = "limited";

interface RowOptions {
  /** Says in fewer words what works, where the tests are many. */
  readonly inWords?: (passed: readonly string[]) => readonly string[];
  /** Where the package is, if it isn't the lane's own: then its row has the major version in its name. */
  readonly folder?: Folder | undefined;
}

/**
 * The last test of a `describe` about one package: its row is what the others there have shown. The name of one that passed is what works; of one
 * that gave a reason, by `annotate(reason, limited)` or by skipping with it, what doesn't.
 *
 */
export function rowIsSaid(
  section: CompatibilityRow["section"],
  name: string,
  { inWords = (passed) => passed, folder }: RowOptions = {},
): void {
  it("is said in the table", async ({ task }) => {
    const others = (task.suite?.tasks ?? []).filter((other) => other.type === "test" && other !== task);
    const tests = others as RunnerTestCase[];
    const not = tests.flatMap(limitOf);
    const passed = tests.filter((test) => test.result?.state === "pass" && limitOf(test).length === 0);
    const works = inWords(passed.map((test) => test.name));
    const version = installedVersion(name, folder);
    const heading = folder === undefined ? `\`${name}\`` : `\`${name}\` ${version.split(".")[0]}`;
    await expectRow({ section, package: heading, version, works, not });
  });
}

function limitOf({ name, annotations, result }: RunnerTestCase): Limit[] {
  const reason = annotations.find(({ type }) => type === limited)?.message ?? result?.note;
  if (reason === undefined) return [];
  return [{ what: name, reason: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` }];
}
