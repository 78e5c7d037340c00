/** Whether something with this end still counts at that time; without an end it always does. */
export const counts = ({ until }: { readonly until?: string | undefined }, at: Date): boolean =>
  // An end that can't be read ends nothing: access that is there must not look gone.
  until === undefined || !(Date.parse(until) <= at.getTime());
