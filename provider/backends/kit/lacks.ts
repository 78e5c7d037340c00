/** Lacks all that an org keeps of one member. */
export const lacksMemberFields = (why: string) => ({
  ...{ email: why, employeeNumber: why, position: why, hireDate: why, description: why },
});

/** Lacks a say in who sees a node. */
export const lacksVisibility = (why: string) => ({
  ...{ visibility: why, visibleToNodes: why, visibleToUsers: why },
});
