import type { AccessGraph } from "../graph";
import { type Spelled, finder } from "./spelling";

/** Also those whom only a membership or a grant names. */
function everybody({ people, memberships, grants }: AccessGraph): readonly Spelled[] {
  const usernames = new Set([
    ...people.keys(),
    ...memberships.map(({ person }) => person),
    ...grants.filter(({ to }) => to.kind === "user").map(({ to }) => to.id),
  ]);
  return [...usernames].map((username) => {
    const name = people.get(username)?.name ?? "";
    const ways = name === "" ? [[username]] : [[username], [name]];
    return { id: username, path: name === "" ? username : name, ways };
  });
}

/** The people that a text means: by username, or by name. */
export const findPerson = finder(everybody);
