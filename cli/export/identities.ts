/** What identifies a node on every server, so that an export finds the name that a former one gave. */
export const nodeIdentity = (kind: string, uid: string): string => `${kind}:${uid}`;

export const appIdentity = (uid: string): string => `app:${uid}`;

/** @param app the uid of its app; none for a perm of the org */
export const permIdentity = (app: string | undefined, name: string): string =>
  `perm:${JSON.stringify([app ?? "", name])}`;

export const personIdentity = (username: string): string => `person:${username}`;

/** The tree, whether it is one resource, and the project of Pulumi. */
export const TREE = "tree";
export const FORM = "form";
export const PROJECT = "project";
