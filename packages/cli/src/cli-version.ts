import manifest from "earshot/package.json" with { type: "json" };

/** Of the package `earshot`, as its manifest said when it was built. */
export const cliVersion: string = manifest.version;
