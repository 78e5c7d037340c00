const ACCESS = /^([^/]+)\/access$/;

/** Reads `<app>/access`, which names the perm to use an app; `undefined` for the id of another perm. */
export function parseAccessId(id: string): { readonly app: string } | undefined {
  const [, app] = ACCESS.exec(id) ?? [];
  return app === undefined ? undefined : { app };
}

/** The id of the perm to use an app, known wherever the app's id is. */
export const accessId = (app: string): string => `${app}/access`;
