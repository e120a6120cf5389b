export type { ChainValues, InputValues, PartialValues } from "../../utils/chain-values.js";
