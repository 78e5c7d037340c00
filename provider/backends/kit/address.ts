/** An address in one form: the case of its host, a default port and a slash at its end mean nothing. */
export function addressOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, "");
}
