import { createColors } from "@earshot/handlers/rendering";

/** No colours at all. */
export const plainColors = createColors(false);
