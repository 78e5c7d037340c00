import type { Path } from "../../access";
import type { Connection } from "../connection/connections";
import type { Stack } from "../stack/stack";
import type { Answer } from "./answer";

interface Circumstances {
  readonly stack: Stack;
  readonly connections: readonly Connection[];
  readonly isDeclared: boolean;
}

/** Sentences on how far an answer goes. */
export function notesOn(answer: Answer, circumstances: Circumstances): string[] {
  const { stack, connections, isDeclared } = circumstances;
  const names = [...new Set(connections.map(({ inspector }) => inspector.backend.name))];
  return [
    ...(stack.resources.length === 0
      ? ["the stack declares nothing, so there was no org to look into"]
      : []),
    ...(isDeclared
      ? [
          "by what the stack declares, as of its last `pulumi up`: what nobody declared is not in it",
        ]
      : []),
    ...(stack.pending.length > 0
      ? [
          `a run of the stack was interrupted (${stack.pending.join(", ")}): look again after the next \`pulumi up\``,
        ]
      : []),
    ...(pathsIn(answer).some((path) => path.some(({ undocumented }) => undocumented === true))
      ? [
          `ways marked "not documented" rest on what the vendor of ${names.join(" and ")} says nothing of`,
        ]
      : []),
  ];
}

const pathsIn = ({ people, perms, whyNot }: Answer): readonly Path[] => [
  ...[...people, ...perms].flatMap(({ paths }) => paths),
  ...(whyNot === undefined ? [] : [...whyNot.denials, ...whyNot.withheld, ...whyNot.ended]),
];
