/** Runs the command and answers the process's exit code: 0, 1 for a failure, 2 for wrong usage. */
export async function main(words: readonly string[]): Promise<number> {
  process.stderr.write(`There is no command "${words[0] ?? ""}" yet.\n`);
  return 2;
}
