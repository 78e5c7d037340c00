/** Words of the language that are no names, and names that the program has otherwise. */
const RESERVED = new Set(
  (
    "abstract any arguments as async await boolean break case catch class console const constructor " +
    "continue debugger declare default delete do else enum eval exports extends false finally for " +
    "from function get if implements import in instanceof interface is keyof let module namespace " +
    "never new null number object of package private process protected public readonly require " +
    "return set static string super switch symbol this throw true try type typeof undefined unique " +
    "unknown var void while with yield pulumi existing fields org"
  ).split(" "),
);

/** Variables of a program, each given once. */
export class Variables {
  private readonly taken = new Set(RESERVED);

  /**
   * A variable for a resource: `platformTeam` for `platform-team`.
   * @param kind of the resource, which is told where the name alone is taken
   */
  take(name: string, kind: string): string {
    const camel = name
      .replace(/[^\p{L}\p{N}]+(\p{L})/gu, (_, letter: string) => letter.toUpperCase())
      .replace(/[^\p{L}\p{N}]+/gu, "_");
    const plain = /^\p{L}/u.test(camel) ? camel : `_${camel}`;
    let variable = this.taken.has(plain) ? plain + kind : plain;
    for (let number = 2; this.taken.has(variable); number++) variable = `${plain}${kind}${number}`;
    this.taken.add(variable);
    return variable;
  }
}
