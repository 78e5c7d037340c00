import type { Gender } from "./user";

/** What can be changed of a user; the username can't. */
export interface UserChanges {
  name?: string | undefined;
  /** Empty clears it. */
  mobile?: string | undefined;
  gender?: Gender | undefined;
  /** Empty clears it. */
  avatar?: string | undefined;
  /** Empty clears it; not validated by the server. */
  privateEmail?: string | undefined;
  posixUser?: { uid?: number; gid?: number; home?: string; pubKey?: string } | undefined;
}

/** A user to create. */
export interface NewUser extends UserChanges {
  /** 4 to 16 lower-case letters and digits. */
  username: string;
  /** A user without one can't log in. */
  password?: string | undefined;
  requireResetPassword?: boolean | undefined;
  /** Prefixed node uids (`d_…`, `g_…`) to become a member of; also of their org. */
  nodes?: readonly string[] | undefined;
}

/** Domain to wire. */
export function toWireUserChanges(changes: UserChanges): Record<string, unknown> {
  const { posixUser } = changes;
  return {
    name: changes.name,
    mobile: changes.mobile,
    gender: changes.gender,
    avatar: changes.avatar,
    private_email: changes.privateEmail,
    posix_user: posixUser && {
      uid: posixUser.uid,
      gid: posixUser.gid,
      home: posixUser.home,
      pub_key: posixUser.pubKey,
    },
  };
}

/** Domain to wire. */
export function toWireNewUser(user: NewUser): Record<string, unknown> {
  return {
    user: {
      username: user.username,
      ...toWireUserChanges(user),
      password: user.password,
      require_reset_password: user.requireResetPassword,
    },
    node_uids: user.nodes,
  };
}
