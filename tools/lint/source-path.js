const testFile = /\.(test|test-d|bench)\.ts$/;

/**
 * Where in the workspace a file lies: `{ package, folder, path, isTest }`, `path` relative to the package's `src` and
 * `folder` its first segment. Undefined outside `packages/*\/src`.
 */
export function sourcePath(filename) {
  const match = /\/packages\/([^/]+)\/src\/(.+)$/.exec(filename.replaceAll("\\", "/"));
  if (match === null) return undefined;
  const [, packageName, path] = match;
  return { package: packageName, path, folder: path.split("/")[0], isTest: testFile.test(path) };
}
