import { runProgram, type RunProgramOptions } from "./run-program.js";

/** Runs an example that has to go well and gives the lines it printed. */
export async function runExample(path: string, options: RunProgramOptions = {}): Promise<string[]> {
  const { exitCode, stdout, stderr } = await runProgram(path, options);
  if (stderr !== "") throw new Error(`${path} wrote to stderr:\n${stderr}`);
  if (exitCode !== 0) throw new Error(`${path} ended with exit code ${exitCode}, having printed:\n${stdout}`);
  return stdout.trimEnd().split("\n");
}
