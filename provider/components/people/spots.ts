import { pathText, type Path } from "../../files/problem";
import type { PlannedNode } from "../tree/planned";
import type { Column } from "./columns";
import type { FoundPeople } from "./found";
import type { Row } from "./table";

/** A cell of a file of people, or a row of it. */
export interface Spot {
  readonly found: FoundPeople;
  readonly row: Row;
  readonly column?: Column | undefined;
}

/** Where in files of people is what a plan has of them, whose paths go on after those of the tree. */
export class Spots {
  private readonly people: Spot[] = [];
  /** By key of the node, whose keys are by its path. */
  private readonly members = new Map<string, { readonly own: number; readonly spots: Spot[] }>();
  private readonly keys = new Map<string, string>();
  private readonly nodes = new Map<string, Spot>();

  /** @param ownPeople how many people the tree itself has */
  constructor(private readonly ownPeople: number) {}

  /** @returns the path of the person */
  addPerson(spot: Spot): Path {
    return ["people", this.ownPeople + this.people.push(spot) - 1];
  }

  /** @returns the path of the membership */
  addMember({ key, path, people = [] }: PlannedNode, spot: Spot): Path {
    let members = this.members.get(key);
    if (members === undefined) {
      members = { own: people.length, spots: [] };
      this.members.set(key, members);
      this.keys.set(pathText(path), key);
    }
    return [...path, "people", members.own + members.spots.push(spot) - 1];
  }

  addNode({ path }: PlannedNode, spot: Spot): void {
    this.nodes.set(pathText(path), spot);
  }

  /** `undefined` for what the tree itself has. */
  at(path: Path): Spot | undefined {
    const at = path.indexOf("people");
    if (at < 0)
      return this.nodes.get(pathText(path)) ?? this.nodes.get(pathText(path.slice(0, -1)));
    const [index, property] = path.slice(at + 1);
    if (at === 0) return this.ofPerson(Number(index), property);
    const node = pathText(path.slice(0, at));
    if (index === undefined) return this.nodes.get(node);
    const { own = 0, spots = [] } = this.members.get(this.keys.get(node) ?? "") ?? {};
    return spots[Number(index) - own];
  }

  private ofPerson(index: number, property: string | number | undefined): Spot | undefined {
    const spot = this.people[index - this.ownPeople];
    if (spot === undefined || property === undefined) return spot;
    return { ...spot, column: spot.found.columnOf(String(property)) };
  }
}
