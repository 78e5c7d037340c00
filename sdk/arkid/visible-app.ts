/** An app as its users see it. */
export interface VisibleApp {
  appId: number;
  uid: string;
  name: string;
  /** Where to begin; null for none. */
  index: string | null;
  logo: string;
  remark: string;
  authProtocols: string[];
}

/** A visible app on the wire. */
export interface WireVisibleApp {
  app_id: number;
  uid: string;
  name: string;
  index: string | null;
  logo: string;
  remark: string;
  auth_protocols: string[];
}

/** Wire to domain. */
export function toVisibleApp(wire: WireVisibleApp): VisibleApp {
  return {
    appId: wire.app_id,
    uid: wire.uid,
    name: wire.name,
    index: wire.index,
    logo: wire.logo,
    remark: wire.remark,
    authProtocols: wire.auth_protocols,
  };
}
