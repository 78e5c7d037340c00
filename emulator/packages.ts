/** What only the embedded servers need, and an install may leave out. */
const PACKAGES = ["fastify", "jose", "libsql", "pinyin-pro"];

/** @throws an error of one sentence where one of them is not installed. */
export function checkPackages(needed: readonly string[] = PACKAGES): void {
  const missing = needed.flatMap(missingOf);
  if (missing.length === 0) return;
  const [named, are] = missing.length === 1 ? ["package", "which is"] : ["packages", "which are"];
  throw new Error(
    `the embedded server needs the ${named} ${missing.join(", ")}, ${are} not installed: run npm install without --omit=optional, or npm install ${missing.join(" ")}`,
  );
}

/** The name of the package, or of one that it needs here, such as libsql's binary. */
function missingOf(name: string): string[] {
  try {
    require.resolve(name);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- it looks for its binary by itself
    if (name === "libsql") require(name);
    return [];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "MODULE_NOT_FOUND") throw error;
    return [/^Cannot find module '([^']+)'/.exec(message)?.[1] ?? name];
  }
}
