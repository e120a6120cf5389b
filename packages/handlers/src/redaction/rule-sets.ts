import { apiKeys } from "./api-keys.js";
import { creditCards } from "./credit-cards.js";
import { jsonWebTokens } from "./json-web-tokens.js";
import { privateKeys } from "./private-keys.js";
import { bearerTokens } from "./bearer-tokens.js";
import { urlCredentials } from "./url-credentials.js";
import { emails } from "./emails.js";
import { ibans } from "./ibans.js";
import { phoneNumbers } from "./phone-numbers.js";
import type { TextRule } from "./text-rule.js";

/** What opens doors: private keys, vendors' API keys, JSON Web Tokens, bearer tokens, passwords in addresses. */
export const secrets: readonly TextRule[] = Object.freeze([
  privateKeys,
  apiKeys,
  jsonWebTokens,
  bearerTokens,
  urlCredentials,
]);

/** What belongs to a person: e-mail addresses, numbers of cards, accounts and phones. */
export const personalData: readonly TextRule[] = Object.freeze([emails, creditCards, ibans, phoneNumbers]);
