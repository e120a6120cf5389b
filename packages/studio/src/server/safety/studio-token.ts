import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Lets in who knows it. It comes as `Authorization: Bearer`, or once as `?token=` and from then on as a cookie that scripts can't read. */
export class StudioToken {
  readonly #token: string;
  /** What the cookie says: not the token itself, so that what a browser keeps opens nothing but this studio. */
  readonly #cookieValue: string;

  constructor(token: string) {
    this.#token = token;
    this.#cookieValue = createHash("sha256").update(`earshot-studio-cookie:${token}`).digest("base64url");
  }

  isIn({ headers, socket }: IncomingMessage): boolean {
    const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
    if (bearer !== undefined && this.is(bearer)) return true;
    const cookie = cookieOf(headers.cookie, cookieName(socket.localPort));
    return cookie !== undefined && isSame(cookie, this.#cookieValue);
  }

  is(given: string): boolean {
    return isSame(given, this.#token);
  }

  /** What `Set-Cookie` says. `Lax`, for a link to the studio has to work; what changes anything is checked by its origin. */
  cookieFor({ socket }: IncomingMessage): string {
    return `${cookieName(socket.localPort)}=${this.#cookieValue}; Path=/; HttpOnly; SameSite=Lax`;
  }
}

/** One that nobody can guess. */
export const randomToken = (): string => randomBytes(24).toString("base64url");

/** Cookies don't tell ports apart. */
const cookieName = (port: number | undefined): string => `earshot-studio-${port ?? 0}`;

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const [key, value] = pair.split("=", 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
}

/** In the same time, whatever they have in common; hashed, for their length is nobody's business either. */
const isSame = (left: string, right: string): boolean => timingSafeEqual(hashOf(left), hashOf(right));

const hashOf = (text: string): Buffer => createHash("sha256").update(text).digest();
