import type { Inspector } from "../../provider/inspect";
import { WrongUsage } from "../usage/wrong-usage";

/**
 * @param inspectors of the connections that an org may be on
 * @throws WrongUsage naming what can't be the id of an org on any of these
 */
export function requireOrgIds(ids: readonly string[] = [], inspectors: readonly Inspector[]): void {
  const isInvalid = (id: string) =>
    inspectors.every(({ backend }) => backend.capabilities.orgProblem(id) !== undefined);
  const invalid = ids.find(isInvalid);
  if (invalid === undefined) return;
  throw new WrongUsage(
    `--org "${invalid}" is no id of an org: \`pulumi-identity tree\` shows them`,
  );
}
