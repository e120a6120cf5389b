import { createRef } from "preact";

/** The field of the page that takes files; browsers open their dialog of files for such a field alone. */
export const filesField = createRef<HTMLInputElement>();

/** Lets files be chosen that are imported then. */
export function chooseFiles(): void {
  filesField.current?.click();
}
