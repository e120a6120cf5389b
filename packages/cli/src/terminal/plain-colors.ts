import { createColors } from "@earshot/handlers/terminal";

/** No colours at all. */
export const plainColors = createColors(false);
