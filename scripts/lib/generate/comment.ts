const WIDTH = 96;

/** A doc comment. Prettier leaves comments as they are, so that lines are broken here. */
export function comment(doc: string, extra: readonly string[] = []): string {
  const lines = [...wrapped(doc), ...extra];
  if (lines.length === 1) return `/** ${lines[0]} */`;
  return ["/**", ...lines.map((line) => (line === "" ? " *" : ` * ${line}`)), " */"].join("\n");
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** An example, as a doc comment has it. */
export const example = (code: string): string[] => [
  ...["", "@example", "```ts"],
  ...code.split("\n"),
  "```",
];
