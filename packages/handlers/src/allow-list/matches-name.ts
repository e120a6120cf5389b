/** A name as it is, a glob with `*` and `?`, or a regular expression. */
export type NamePattern = string | RegExp;

/** Makes one question of many patterns. An expression that is meant for a part of a text is asked about the whole name, as often as wanted. */
export function matchesName(patterns: readonly NamePattern[]): (name: string) => boolean {
  const expressions = patterns.map((pattern) =>
    typeof pattern === "string"
      ? fromGlob(pattern)
      : new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/gu, "")),
  );
  return (name) => expressions.some((expression) => expression.test(name));
}

function fromGlob(glob: string): RegExp {
  const source = glob.replaceAll(/[\\^$.+()[\]{}|/*?]/gu, (sign) =>
    sign === "*" ? ".*" : sign === "?" ? "." : `\\${sign}`,
  );
  return new RegExp(`^${source}$`, "su");
}
