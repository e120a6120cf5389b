import { it } from "vitest";
import type { CompatibilityRow, Limit } from "../compatibility-row.js";
import { expectRow } from "../expect-row.js";
import { installedVersion } from "../lane.js";

/** Tests of a package that make its row as they pass. */
export class RowOfTests {
  readonly #section: CompatibilityRow["section"];
  readonly #package: string;
  readonly #works: string[] = [];
  readonly #not: Limit[] = [];

  constructor(section: CompatibilityRow["section"], packageName: string) {
    this.#section = section;
    this.#package = packageName;
  }

  /** A test whose name is what works. */
  works(what: string, run: () => Promise<unknown>): void {
    it(what, async () => {
      await run();
      this.#works.push(what);
    });
  }

  /** A test that shows what doesn't work, or not as one would think. */
  doesNot(what: string, reason: string, run: () => Promise<unknown>): void {
    it(what, async () => {
      await run();
      this.isLimited(what, reason);
    });
  }

  /** Many small tests that are one thing that works, where all that can be run have passed. */
  adds(what: string): void {
    this.#works.push(what);
  }

  isLimited(what: string, reason: string): void {
    this.#not.push({ what, reason: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` });
  }

  /** Call it last: the row is as long as what has passed. */
  isWritten(): void {
    it("is said in the table", async () => {
      const version = installedVersion(this.#package);
      const name = `\`${this.#package}\``;
      await expectRow({ section: this.#section, package: name, version, works: this.#works, not: this.#not });
    });
  }
}
