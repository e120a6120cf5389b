import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rolldown";

/** A package that others publish, and the folder it is installed in. */
const installed = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;

/** Writes `licenses.txt` beside a bundle: whose code became part of it, and their licenses, which most of them ask to be passed on. */
export function licenseNotices(): Plugin {
  return {
    name: "license-notices",
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const output of Object.values(bundle))
        for (const id of output.type === "chunk" ? output.moduleIds : []) {
          const [folder] = installed.exec(id.split("?", 1)[0] ?? "") ?? [];
          if (folder !== undefined && existsSync(join(folder, "package.json"))) folders.add(folder);
        }
      if (folders.size === 0) return;
      const notices = [...new Set([...folders].map(noticeOf))].sort();
      const source = `Parts of these packages are within the files beside this one.\n${notices.join("")}`;
      this.emitFile({ type: "asset", fileName: "licenses.txt", source });
    },
  };
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const file = readdirSync(folder).find((each) => /^licen[cs]e(?:\.|$)/i.test(each));
  if (file === undefined && license === undefined)
    throw new Error(`${name} says nowhere under which license it may be passed on: it can't become part of a package.`);
  const text = file === undefined ? "" : `\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  return `\n${"-".repeat(80)}\n${name} ${version}, ${license ?? "its own license"}\n${text}`;
}
