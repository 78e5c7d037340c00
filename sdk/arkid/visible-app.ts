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
