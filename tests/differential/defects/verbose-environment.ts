import type { Subject } from "./subject.js";

/** LANGCHAIN_VERBOSE, and a chain three deep: how often each start is printed. */
export async function verboseEnvironment({ library }: Subject): Promise<unknown> {
  const lines: string[] = [];
  console.log = (...args: unknown[]) => void lines.push(args.join(" "));
  const innermost = library.RunnableLambda.from((input: number) => input).withConfig({ runName: "innermost" });
  const middle = library.RunnableLambda.from((input: number, config) => innermost.invoke(input, config)).withConfig({
    runName: "middle",
  });
  const outermost = library.RunnableLambda.from((input: number, config) => middle.invoke(input, config)).withConfig({
    runName: "outermost",
  });
  await outermost.invoke(1);
  const starts = (name: string) =>
    lines.filter(
      (line) => line.includes("/start]") && new RegExp(`${name}\\S*\\]? Entering|:${name}\\S*\\] Enter`).test(line),
    ).length;
  return { outermost: starts("outermost"), middle: starts("middle"), innermost: starts("innermost") };
}
