/** An address in one form: the case of its host, a default port and a final slash do not count. */
export function addressOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, "");
}
