/** How lines of a copied test begin, by which the page tells what is to be done with it. No text of a trace can begin a line. */
export const testMarks = {
  /** The one place to fill in. */
  place: "// ▼ TO FILL IN: ",
  /** The recording that goes beside it. */
  recording: "const recording = new URL(",
  /** Nothing could be tested. */
  todo: "it.todo(",
} as const;
