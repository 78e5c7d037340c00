import { managedBy, type AccessGraph } from "../../../access";

/**
 * Who reviews somebody's access: of all who manage them those who manage fewest, so the nearest. Nobody
 * reviews their own.
 * @returns usernames by username, sorted; none for whom nobody manages
 */
export function reviewersIn(graph: AccessGraph, at: Date): (username: string) => readonly string[] {
  const managing = graph.memberships.filter(({ node }) => graph.nodes.get(node)?.manages);
  const nearest = new Map<string, { readonly reach: number; readonly who: readonly string[] }>();
  for (const manager of [...new Set(managing.map(({ person }) => person))].sort()) {
    const people = managedBy(graph, manager, at).people;
    for (const person of people.filter((one) => one !== manager)) {
      const known = nearest.get(person);
      const reach = people.length;
      if (known === undefined || reach < known.reach)
        nearest.set(person, { reach, who: [manager] });
      else if (reach === known.reach) {
        nearest.set(person, { reach, who: [...known.who, manager] });
      }
    }
  }
  return (username) => nearest.get(username)?.who ?? [];
}
