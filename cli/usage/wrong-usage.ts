/** The command was called in a way that makes no sense: exit code 2, before anything is asked. */
export class WrongUsage extends Error {}
