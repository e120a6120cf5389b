import { noUuid } from "./no-uuid.js";
import type { TextRule } from "./text-rule.js";

/** By country, how long its account numbers are. */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 " +
    "FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 " +
    "ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 " +
    "ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Bank account numbers (IBAN), in groups or without, of the length their country has and with check digits that are right. */
export const ibans: TextRule = {
  name: "iban",
  pattern: new RegExp(`(?<![A-Za-z0-9])${noUuid(0)}${/[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,29}/.source}`, "i"),
  accept: ibanLength,
};

function ibanLength(found: string): number {
  const expected = lengths[found.slice(0, 2).toUpperCase()] ?? 0;
  let end = 0;
  for (let characters = 0; characters < expected && end < found.length; end++)
    if (/[A-Z0-9]/i.test(found[end] ?? "")) characters++;
  const account = found.slice(0, end).replace(/[ -]/g, "").toUpperCase();
  const isPart = /[A-Z0-9]/i.test(found[end] ?? "");
  return account.length === expected && !isPart && remainderBy97(account) === 1 ? end : 0;
}

/** Of the number that the account stands for: its first four characters last, letters as 10 to 35. */
function remainderBy97(account: string): number {
  let remainder = 0;
  for (const character of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
