const OURS = /^(ARKID|AUTHING)_/;

/**
 * Sets the variables that the SDKs read, and takes off all others of theirs.
 * @returns puts back what was there
 */
export function setEnvironment(variables: Readonly<Record<string, string>> = {}): () => void {
  const ours = () => Object.keys(process.env).filter((name) => OURS.test(name));
  const clear = () => ours().forEach((name) => delete process.env[name]);
  const before = Object.fromEntries(ours().map((name) => [name, process.env[name]]));
  clear();
  Object.assign(process.env, variables);
  return () => {
    clear();
    Object.assign(process.env, before);
  };
}
