/** How many events back a cursor reaches. Who was away for more reads again what is shown: told one by one, they would be more than it can take. */
export const rememberedChanges = 100_000;
