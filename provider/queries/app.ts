import { accessId } from "../backends/domain/access-id";
import type { AppState } from "../backends/domain";
import type { Session } from "../run/session";
import type { OrgId } from "./node";
import { only } from "./only";

/** By org and uid. */
export interface AppQuery {
  readonly org: OrgId;
  readonly uid: string;
}

/** An existing app, without its client's secret, which only the `App` that declares it has. */
export interface AppData {
  /** The uid. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** URL of a picture. */
  readonly logo: string;
  /** Where its users begin. */
  readonly homepage: string;
  readonly allowAnyUser: boolean;
  /** Of its OAuth client, where that is on. */
  readonly clientId: string | undefined;
  /** The perm to use the app: for `PermGrants`. */
  readonly accessPerm: string;
}

/**
 * Looks up one that no resource declares.
 * @throws NotFoundError where the org has none
 */
export async function findApp(session: Session, query: AppQuery): Promise<AppData> {
  const { apps } = session.backend;
  const org = typeof query.org === "string" ? query.org : query.org.id;
  return toData(only(`app "${query.uid}"`, await apps.find({ org, uid: query.uid })));
}

function toData({
  id,
  name,
  description,
  logo,
  homepage,
  allowAnyUser = false,
  clientId,
}: AppState): AppData {
  return {
    id,
    name,
    description,
    logo,
    homepage,
    allowAnyUser,
    clientId,
    accessPerm: accessId(id),
  };
}
